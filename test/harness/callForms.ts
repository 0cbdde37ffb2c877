import { spokenApology } from '../../pivot/callflow/apology';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import type { SwitchVersion } from '../../pivot/switchVersion';
import type { JsonObject } from '../../pivot/json';
import { placeCall, type CallResult, type CallSettings } from '../../switch';

/** The ways a switch sends a call request. */
export const CALL_FORMS: Readonly<Record<string, JsonObject>> = {
	GET: { method: 'get' },
	'POST form': { method: 'post', req_body_format: 'form' },
	'POST JSON': { method: 'post', req_body_format: 'json' },
};

/**
 * A call to a number whose callflow is one pivot.
 *
 * @param ownChild the pivot's child `_`; without one nobody but the pivot can serve the caller
 */
export function callFlow(voiceUrl: string, form: JsonObject = {}, settings: CallSettings = {}, ownChild?: CallflowNode): Promise<CallResult> {
	const pivot = { module: 'pivot', data: { voice_url: voiceUrl, ...form } };
	return placeCall({ callflow: ownChild ? { ...pivot, children: { _: ownChild } } : pivot, deny: NO_DENY_LIST, ...settings });
}

/** The same call, once in each form, on each of these lines of the switch. */
export async function callInEveryForm(voiceUrl: string, versions: readonly SwitchVersion[] = ['master']): Promise<readonly CallResult[]> {
	const forms = Object.values(CALL_FORMS);
	return Promise.all(versions.flatMap((version) => forms.map((form) => callFlow(voiceUrl, form, { version }))));
}

/** What the fallback says where a flow has none of its own. */
export const APOLOGY = apologyText();

function apologyText(): string {
	const text = spokenApology('en-us').data?.['text'];
	if (typeof text !== 'string') throw new Error('The apology speaks no text.');
	return text;
}

/** Everything that was spoken to the caller. */
export function spokenTo(result: CallResult): string {
	return result.events.flatMap((event) => (event.type === 'heard' && event.what === 'speech' ? [event.text] : [])).join(' ');
}

/** Real time of the slowest answer, in ms. */
export function slowestAnswer(result: CallResult): number {
	return Math.max(0, ...result.events.map((event) => (event.type === 'pivot answered' ? event.ms : 0)));
}

/** What the switch did with the first answer. */
export function firstOutcome(result: CallResult): string {
	return result.events.find((event) => event.type === 'pivot answered')?.outcome ?? 'nothing was asked';
}

/** HTTP status of every answer; 0 where none came. */
export function statuses(result: CallResult): readonly number[] {
	return result.events.flatMap((event) => (event.type === 'pivot answered' ? [event.status ?? 0] : []));
}
