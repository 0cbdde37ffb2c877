import type { CallEvent, Heard, PivotAnswered } from '../callEvent';
import type { Palette } from './palette';

/** One event as a line a person understands; undefined where it says nothing new. */
export function eventInWords(event: CallEvent, palette: Palette): string | undefined {
	switch (event.type) {
		case 'answered':
			return palette.dim('the call is answered');
		case 'heard':
			return heardInWords(event, palette);
		case 'pressed':
			return `${palette.keys(event.keys === '' ? '⌨ nothing pressed' : `⌨ ${printable(event.keys)}`)} ${palette.dim(`(${event.heardBy})`)}`;
		case 'waited':
			return event.ms === 0 ? undefined : `${event.why} ${palette.dim(seconds(event.ms))}`;
		case 'changed':
			return printable(event.what);
		case 'announced':
			return `⇢ ${printable(event.what)}`;
		case 'went on':
			return wentOnInWords(event.child, printable(event.because));
		case 'branched':
			return `⇒ ${printable(event.because)}`;
		case 'remark':
			return palette.dim(printable(event.text));
		case 'pivot asked':
		case 'pivot answered':
		case 'node':
		case 'ended':
			return undefined;
	}
}

function heardInWords(event: Heard, palette: Palette): string {
	const text = printable(event.text);
	const shown = event.what === 'speech' ? `♪ “${text}”` : `${event.what === 'media' || event.what === 'music' ? '♪ ' : ''}${text}`;
	const cut = event.cutBy === undefined ? '' : `, cut short by ${event.cutBy}`;
	return `${palette.heard(shown)} ${palette.dim(`${seconds(event.ms)}${cut}`)}`;
}

function wentOnInWords(child: string, because: string): string | undefined {
	if (child === '_' && because === '') return undefined;
	const way = child === '' ? 'no child to go on to' : `↳ ${child === '_' ? '_' : `child “${printable(child)}”`}`;
	return because === '' ? way : `${way}: ${because}`;
}

const OUTCOMES: Readonly<Record<PivotAnswered['outcome'], string>> = {
	runs: 'the switch runs the callflow',
	failback: 'the switch falls back to “_” at once',
	'failback late': 'the switch falls back to “_”, 10 s after it asked',
	hangup: 'the switch hangs up',
	silence: 'the switch leaves the caller in silence',
	unknown: 'what the switch does is not known',
};

/** What came back and what the switch makes of it, without the reason. */
export function answerInWords(event: PivotAnswered, palette: Palette): string {
	const what = event.failure === undefined ? String(event.status) : FAILURES[event.failure];
	const paint = event.outcome === 'runs' ? palette.good : palette.bad;
	return `← ${what} in ${event.ms} ms · ${paint(OUTCOMES[event.outcome])}`;
}

const FAILURES: Readonly<Record<NonNullable<PivotAnswered['failure']>, string>> = {
	refused: 'connection refused',
	dns: 'name not found',
	tls: 'TLS failed',
	timeout: 'no answer in time',
	closed: 'connection closed without an answer',
	'invalid-url': 'URL refused by the HTTP client',
};

/** ms as a person reads them. */
export function seconds(ms: number): string {
	return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** A text that cannot move the cursor or break the tree. */
export function printable(text: string): string {
	return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
