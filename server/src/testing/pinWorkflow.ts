import type { CallflowNode } from '../../../pivot/callflow/callflow';
import type { JsonObject, JsonValue } from '../../../pivot/json';
import { fromFields } from '../../../pivot/request/fromFields';
import { encodeVariable } from '../../../pivot/variables/encodeVariable';
import { readVariable } from '../../../pivot/variables/readVariable';
import type { VariableKind } from '../../../pivot/variables/variableKind';
import { pivotTo, say, sequence } from '../../../switch/testing/pivots';
import type { Workflow } from './standInN8n';

export const RIGHT_PIN = '4711';

/** What the workflow learns and has to remember, of every kind. */
const LEARNT: readonly (readonly [key: string, kind: VariableKind, value: JsonValue])[] = [
	['name', 'text', 'Zoë & Söhne [1] = 100 %'],
	['balance', 'number', -12.5],
	['vip', 'yesNo', true],
	['since', 'date', '2026-05-01T07:30:00.000Z'],
	['orders', 'json', [{ id: '77', lines: [] }, null]],
];

/**
 * A workflow over three pivots and more, as a stand-in answers it: asks for a PIN until it is right, each time into a collection
 * of its own, then learns who calls, then says what it remembers.
 *
 * @param form how the pivots it returns ask
 */
export function pinWorkflow(form: JsonObject): Workflow {
	return ({ message, respond }) => {
		const { variables = {}, voiceUrl } = message;
		const tries = Number(readVariable(variables, 'tries', 'number', 0).value);
		const comeBack = (values: JsonObject, ...nodes: readonly CallflowNode[]) =>
			sequence({ module: 'set_variables', data: { custom_application_vars: values } }, ...nodes, pivotTo(voiceUrl, { _: say('Sorry.') }, form));
		const ask = () =>
			comeBack({ step: 'pin', tries: String(tries + 1) }, say('Your PIN?'), { module: 'collect_dtmf', data: { collection_name: `pin_${tries + 1}`, max_digits: 4 } });
		const learn = () => comeBack({ step: 'known', ...Object.fromEntries(LEARNT.map(([key, kind, value]) => [key, encoded(value, kind)])) }, say('Thank you.'));
		const tell = () => say(JSON.stringify({ tries, ...Object.fromEntries(LEARNT.map(([key, kind]) => [key, readVariable(variables, key, kind, 'lost').value ?? 'lost'])) }));
		const isRight = fromFields(message.fields).digits[`pin_${tries}`] === RIGHT_PIN;
		const step = readVariable(variables, 'step', 'text', '').value;
		respond(step === 'known' ? tell() : step === 'pin' && isRight ? learn() : ask());
	};
}

/** What the caller hears at the end when nothing was lost. */
export function remembered(tries: number): string {
	return JSON.stringify({ tries, ...Object.fromEntries(LEARNT.map(([key, , value]) => [key, value])) });
}

function encoded(value: JsonValue, kind: VariableKind): string {
	const text = encodeVariable(kind === 'json' ? JSON.stringify(value) : value, kind);
	if (!text.ok) throw new Error(text.message);
	return text.text;
}
