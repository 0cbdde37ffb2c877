import { isJsonObject, type JsonObject, type JsonValue } from '../../pivot/json';
import { goOn } from '../executor/step';
import type { Behaviour } from './behaviour';
import { objectIn, textIn } from './data';

/**
 * Sets application vars (reference "kazoo-pivot" §8.1). On master and K5 the next pivot carries them; on 4.3 they become
 * channel vars, which `branch_variable` sees and the next pivot does not. The media switch, and so webhooks and call
 * records, has them on all lines. `null` has no effect.
 */
export const setVariables: Behaviour = ({ call, data }) => {
	const set = withoutNulls(objectIn(data, 'custom_application_vars'));
	const names = Object.keys(set);
	if (names.length === 0) return goOn('there is no variable to set');
	const shown = names.map((name) => `${name} = ${inWords(set[name])}`).join(', ');
	call.channelApplicationVars = { ...call.channelApplicationVars, ...set };
	if (call.version === '4.3') {
		call.channelVars = { ...call.channelVars, ...Object.fromEntries(Object.entries(set).map(([name, value]) => [lowerSnake(name), value])) };
		call.record({ type: 'changed', what: `${shown} (on 4.3 the next pivot does not carry it)` });
	} else {
		call.change({ applicationVars: { ...call.state.applicationVars, ...set } }, shown);
	}
	return goOn();
};

function withoutNulls(values: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function lowerSnake(name: string): string {
	return name.toLowerCase().replaceAll('-', '_');
}

function inWords(value: JsonValue | undefined): string {
	return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}

/** The variables the switch knows by these names, and the channel vars they become. */
const KNOWN_VARIABLES: Readonly<Record<string, string>> = { call_priority: 'call_priority', group_id: 'group_id' };

/** Sets one of two special channel vars; any other name does nothing. */
export const setVariable: Behaviour = ({ call, data }) => {
	const name = textIn(data, 'variable') ?? '';
	const known = KNOWN_VARIABLES[name];
	const value = data['value'];
	if (known === undefined || value === undefined || isJsonObject(value)) return goOn(`the switch does not know a variable "${name}"`);
	call.channelVars = { ...call.channelVars, [known]: value };
	call.record({ type: 'changed', what: `${known} = ${inWords(value)}` });
	return goOn();
};

/** Sets agent skills for queues. */
export const set: Behaviour = ({ call, data }) => {
	call.record({ type: 'changed', what: `skills asked of an agent: ${Object.keys(data).join(', ')}` });
	return goOn();
};
