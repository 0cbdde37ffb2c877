import { isJsonObject, type JsonObject } from '../json';
import type { SwitchTarget, SwitchVersion } from '../switchVersion';
import { join, walkCallflow, type Visit } from './checkWalk';
import type { ModuleDefinition } from './moduleDefinition';
import { moduleNamed } from './modules/index';
import type { Problem, WARNING_CODES } from './problem';

type WarningCode = (typeof WARNING_CODES)[number];

/** Quick nodes in a row that use up a call's tokens: 100 tokens, 5 a node (reference "kazoo-pivot" §6.5). */
export const QUICK_NODES_AT_ONCE = 20;

/** After so many warnings the rest is left unsaid. */
const MAX_WARNINGS = 100;

/** Modules that are done at once: they wait neither for the caller nor for anybody else. */
const QUICK_MODULES: ReadonlySet<string> = new Set([
	'after_bridge', 'answer', 'branch_bnumber', 'branch_variable', 'check_cid', 'cidlistmatch', 'edr', 'flush_dtmf', 'language',
	'lookupcidname', 'manual_presence', 'missed_call_alert', 'notification', 'prepend_cid', 'record_call', 'send_dtmf', 'set',
	'set_alert_info', 'set_cid', 'set_variable', 'set_variables', 'skel', 'temporal_route', 'webhook',
]);

/** What led to a node. */
interface Past {
	/** Quick nodes in a row, this one included. */
	readonly quick: number;
	/** Whether a step before it gave the call variables or digits, which a pivot sends as nested parameters. */
	readonly nested: boolean;
}

interface Step {
	readonly definition: ModuleDefinition;
	readonly data: JsonObject;
	readonly children: JsonObject;
	/** Where the node stands. */
	readonly path: string;
	readonly versions: readonly SwitchVersion[];
	readonly past: Past;
}

/**
 * What the switch accepts and the caller may still suffer from. Looks at whatever can be read, whether the callflow is right
 * or not; never throws. Stops after {@link MAX_WARNINGS}.
 */
export function warningsOf(json: unknown, target: SwitchTarget): Problem[] {
	const pasts = new Map<Visit, Past>();
	const warnings: Problem[] = [];
	for (const visit of walkCallflow(json, target)) {
		const before = (visit.above && pasts.get(visit.above)) ?? { quick: 0, nested: false };
		const node = isJsonObject(visit.value) ? visit.value : {};
		const name = node['module'];
		const definition = typeof name === 'string' ? moduleNamed(name) : undefined;
		const data = asObject(node['data']);
		const isQuick = data['skip_module'] === true || (definition !== undefined && QUICK_MODULES.has(definition.module));
		const past = { quick: isQuick ? before.quick + 1 : 0, nested: before.nested || givesNestedValues(definition, data) };
		pasts.set(visit, past);
		if (!definition) continue;
		const step = { definition, data, children: asObject(node['children']), path: visit.path, versions: visit.versions, past };
		for (const rule of RULES) for (const found of rule(step)) warnings.push(found);
		if (warnings.length >= MAX_WARNINGS) break;
	}
	return warnings.slice(0, MAX_WARNINGS);
}

type Rule = (step: Step) => Problem[];

const RULES: readonly Rule[] = [pivotWarnings, childWarnings, bridgeWarnings, dtmfWarnings, variableWarnings, urlWarnings, rateWarnings];

function pivotWarnings({ definition, data, children, path, versions, past }: Step): Problem[] {
	if (definition.module !== 'pivot') return [];
	const warnings: Problem[] = [];
	if (children['_'] === undefined) {
		warnings.push(warning(path, 'callflow.no-failback',
			'This pivot has no “_” child. Add one that says something, or rings someone, when your server does not answer.',
			'When your server does not answer, the switch hangs up on the caller.'));
	}
	if (data['cdr_url'] !== undefined) {
		warnings.push(warning(join(path, 'data.cdr_url'), 'callflow.cdr-url',
			'“cdr_url” is of use only where the answer is TwiML. Remove it; use the webhook channel_destroy to learn of the end of a call.',
			'After an answer it cannot read, KAZOO 4.3 and master leave the caller waiting instead of hanging up, and after JSON nothing is sent.'));
	}
	if (data['req_timeout'] !== undefined) {
		warnings.push(warning(join(path, 'data.req_timeout'), 'callflow.req-timeout',
			'The switch never reads “req_timeout”. Write “req_timeout_ms”, in milliseconds, at most 5000.',
			'The switch waits 5 seconds whatever stands here.'));
	}
	const method = data['method'];
	const isGet = method === undefined || (typeof method === 'string' && method.toLowerCase() === 'get');
	if (isGet && past.nested && versions.some((version) => version !== '4.3')) {
		warnings.push(warning(join(path, 'data.method'), 'callflow.get-with-variables',
			'The call has variables or digits by now, and this pivot asks with GET. Set “method” to “post”.',
			'Newer switches refuse the brackets such values bring into a URL: the pivot fails at once.'));
	}
	return warnings;
}

/** Variables and digit collections are sent with brackets: `Digits[order]=12` (reference "kazoo-pivot" §4.4). */
function givesNestedValues(definition: ModuleDefinition | undefined, data: JsonObject): boolean {
	if (definition?.module === 'collect_dtmf') return true;
	return definition?.module === 'set_variables' && Object.keys(asObject(data['custom_application_vars'])).length > 0;
}

function childWarnings({ definition, children, path }: Step): Problem[] {
	const keys = Object.keys(children);
	if (definition.ending === 'terminal' || definition.ending === 'hard-stop') {
		if (keys.length === 0) return [];
		return [warning(join(path, 'children'), 'callflow.after-terminal',
			`Nothing runs after “${definition.module}”. Remove what stands below it, or put it before.`,
			'The caller never gets there.')];
	}
	return keys.filter((key) => !isEverTaken(definition, key)).map((key) => warning(
		join(path, `children.${key}`), 'callflow.no-effect',
		`“${definition.module}” never takes a child named “${key}”; it takes ${definition.branches.map((branch) => branch.key).join(', ')}.`,
		'The caller never gets there.'));
}

function isEverTaken(definition: ModuleDefinition, key: string): boolean {
	return definition.branches.some((branch) => branch.key === key || (key !== '_' && branch.key.includes('<')));
}

function bridgeWarnings({ definition, data, children, path }: Step): Problem[] {
	const { module } = definition;
	if ((module === 'resources' || module === 'offnet') && Object.keys(children).every((key) => key === '_')) {
		return [warning(path, 'callflow.no-cause-child',
			`“${module}” goes on only to children named after the reason of a failure. Add children such as NO_ANSWER and USER_BUSY.`,
			'When the called party cannot be reached, the call ends.')];
	}
	const timeout = data['timeout'];
	if (module === 'device' && (timeout === undefined || timeout === 0)) {
		return [warning(join(path, 'data.timeout'), 'callflow.no-ring-limit',
			'The device rings without a limit of the switch. Set “timeout”, in seconds, such as 20.',
			'The caller hears it ring for as long as the media switch allows, and what follows comes late.')];
	}
	return [];
}

function dtmfWarnings({ definition, data, path, versions }: Step): Problem[] {
	if (definition.module === 'collect_dtmf' && data['terminators'] !== undefined) {
		return [warning(join(path, 'data.terminators'), 'callflow.masked-terminators',
			'The switch writes “terminator”: “#” into every answer and then never looks at “terminators”. Write one key into “terminator”.',
			'Only # (or the key in “terminator”) ends the entry; the other keys count as digits.')];
	}
	if (definition.module === 'flush_dtmf' && versions.some((version) => version !== 'K5')) {
		return [warning(path, 'callflow.no-effect',
			'On KAZOO master, and on 4.3 before December 2023, “flush_dtmf” has no lasting effect. Collect into a new collection_name instead.',
			'Digits of an earlier question are sent again.')];
	}
	return [];
}

/** Special variables `set_variable` knows. */
const SPECIAL_VARIABLES: readonly unknown[] = ['call_priority', 'group_id'];

function variableWarnings({ definition, data, path }: Step): Problem[] {
	if (definition.module === 'set_variable' && data['variable'] !== undefined && !SPECIAL_VARIABLES.includes(data['variable'])) {
		return [warning(join(path, 'data.variable'), 'callflow.no-effect',
			'“set_variable” knows only call_priority and group_id. Use “set_variables” for variables of your own.',
			'The variable is not set.')];
	}
	if (definition.module !== 'set_variables') return [];
	return Object.entries(asObject(data['custom_application_vars'])).flatMap(([key, value]) => {
		const at = join(path, `data.custom_application_vars.${key}`);
		const warnings: Problem[] = [];
		if (!/^[a-z0-9_]+$/.test(key)) {
			warnings.push(warning(at, 'callflow.variable-key',
				`Write “${key}” in lower_snake_case: a to z, 0 to 9 and _ only.`,
				'The name comes back in another spelling in call records and events, or breaks the next request.'));
		}
		if (value === null) {
			warnings.push(warning(at, 'callflow.no-effect', `null does not remove “${key}”. Set it to an empty text.`, 'The old value stays.'));
		}
		return warnings;
	});
}

function urlWarnings({ data, path }: Step): Problem[] {
	return Object.entries(data).flatMap(([key, value]) => {
		if (typeof value !== 'string' || !/^\s*<\s*https?:\/\/[^<>]*>\s*$/i.test(value)) return [];
		return [warning(join(path, `data.${key}`), 'callflow.bracketed-url',
			`The address in “${key}” stands in angle brackets. Remove < and >.`, 'The switch cannot open the address.')];
	});
}

function rateWarnings({ path, past }: Step): Problem[] {
	if (past.quick !== QUICK_NODES_AT_ONCE + 1) return [];
	return [warning(path, 'callflow.node-rate',
		`More than ${QUICK_NODES_AT_ONCE} quick steps follow one another up to here. Put fewer in a row; set several variables in one step.`,
		'The switch allows about 20 steps at once and then 2 a second: the callflow ends and the caller is cut off.')];
}

function warning(path: string, code: WarningCode, message: string, consequence: string): Problem {
	return { path, code, message, consequence };
}

function asObject(value: unknown): JsonObject {
	return isJsonObject(value) ? value : {};
}
