import { deniedBy } from '../../../pivot/callflow/denied';
import type { CallOptions } from '../../../switch/callOptions';
import { placeCall } from '../../../switch/placeCall';
import { renderTrace } from '../../../switch/trace/renderTrace';
import { BadUsage, readCallArguments } from './callArguments';

/**
 * `kazoo-pivot call`: places a call with the virtual switch and shows what happened.
 *
 * @param argv the arguments behind `call`
 * @returns the exit status: 0 served, or the caller left by themselves; 1 dropped; 2 the command line is wrong
 */
export async function call(argv: string[]): Promise<number> {
	try {
		const given = readCallArguments(argv);
		if (given.help) {
			process.stdout.write(HELP);
			return 0;
		}
		const result = await placeCall(given.options);
		process.stdout.write(given.json ? `${JSON.stringify(result, null, 2)}\n` : renderTrace(result, { colours: wantsColours() }));
		if (result.pivots === 0 && deniedByDefault(given.options)) process.stderr.write(LOOPBACK_HINT);
		return result.verdict === 'dropped' ? 1 : 0;
	} catch (error) {
		if (!(error instanceof BadUsage)) throw error;
		process.stderr.write(`${error.message}\nkazoo-pivot call --help shows how.\n`);
		return 2;
	}
}

function wantsColours(): boolean {
	return process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
}

function deniedByDefault({ callflow, deny }: CallOptions): boolean {
	const url = callflow?.data?.['voice_url'];
	return deny !== undefined && typeof url === 'string' && deniedBy(url, deny) !== undefined;
}

const LOOPBACK_HINT = 'To call a server on this machine all the same: --allow-loopback.\n';

const HELP = `kazoo-pivot call VOICE_URL [options]
kazoo-pivot call --callflow FILE [options]

Places a call with the virtual switch: asks VOICE_URL as KAZOO would, judges the answer, runs the callflow for a
scripted caller and shows the call as a tree. The caller's time is simulated; the network is real.

Who calls
  --from NUMBER            caller's number (default +14155550199)
  --to NUMBER              number called (default +14155550100)
  --caller-name NAME       name shown for the caller
  --user-id ID             owner of the calling device; makes the call an inside one; may be given again
  --language CODE          language of the call (default en-us)
  --call-id ID, --account-id ID
                           instead of invented ones

What the caller does
  --digits KEYS            keys pressed at the next question; give it again for each further question; '' is silence
  --digits NAME=KEYS       keys pressed whenever collection NAME is asked for
  --type-ahead KEYS        keys pressed during the next prompt; again for each further prompt
                           a comma in KEYS is a pause of one second
  --hangup-after TIME      hangs up at this time of the call: 8s, 500ms, 2m; a bare number is seconds
  --patience TIME          stays this long where nothing more happens (default 30s)
  --fax                    the caller is a fax machine

What the switch has
  --switch VERSION         4.3, master (default) or k5
  --cav NAME=VALUE         custom application var set before the call is routed; may be given again
  --sip-header NAME=VALUE  custom SIP header of the call
  --endpoint ID=DOES[:TIME]
                           what device, user or number ID does when it is rung, after TIME: answers (default), busy,
                           no-answer, rejected, unregistered, missing, do-not-disturb
  --account FILE           JSON with the rest of the account: menus, voicemailBoxes, temporalRules, lists, callflows, …
  --allow-loopback         the switch may ask servers on this machine
  --deny-loopback          it refuses them, as KAZOO does (default)
  --schema-errors MODE     what an invalid callflow does: as-built (silence, default) or documented (hang-up)
  --strict-urls            the HTTP client refuses brackets in a GET URL, as newer Erlang does

How the number is connected
  --method get|post        (default get)
  --body-format form|json  body of a POST (default form)
  --format kazoo|twiml     names of the parameters (default kazoo)
  --timeout TIME           limit of the exchange, 5s at most
  --failback TEXT          the pivot's own “_” child says this
  --debug                  keep the documents of the switch's debug store (seen with --json)
  --cdr-url URL
  --callflow FILE          the stored callflow instead of VOICE_URL and the options above

Output
  --json                   the whole result as JSON
  --real-time              the caller's time passes for real

SERVED means that somebody or something attended to the caller in the end. A call that heard 10 s of silence while the
switch waited for an answer and then “_” of the pivot is SERVED too: the tree shows the silence.

Exit status: 0 the caller was served (or hung up before anything was due), 1 dropped, 2 the command line is wrong.
`;
