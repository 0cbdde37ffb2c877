import { isJsonObject, type JsonObject } from '../json';
import type { SwitchVersion } from '../switchVersion';
import { withFractions, type WholeFloats } from './checkNumbers';
import { findingsOf, valueAt, valueInWords, type Finding } from './checkIssues';
import { isTooDeep, join, MAX_DEPTH, MAX_NESTING, type Visit } from './checkWalk';
import { deniedBy, splitClientUrl } from './denied';
import type { DenyList } from './denyList';
import { didYouMean } from './didYouMean';
import type { ModuleDefinition } from './moduleDefinition';
import { MODULES, moduleNamed } from './modules/index';

/** A finding, and the versions of the switch that have it. */
export interface VersionedFinding extends Finding {
	readonly versions: readonly SwitchVersion[];
}

export interface NodeSettings {
	readonly deny: DenyList;
	readonly floats: WholeFloats;
}

/** What is wrong with one node, the nodes below it left aside (reference "kazoo-pivot" §6.3). */
export function checkNode(visit: Visit, settings: NodeSettings): VersionedFinding[] {
	const { value, path, versions } = visit;
	const inAll = (finding: Finding): VersionedFinding => ({ ...finding, versions });
	if (!isJsonObject(value)) {
		return [inAll({ path, code: 'callflow.type', message: `A step must be an object with “module” and “data”, not ${valueInWords(value)}.` })];
	}
	const wrapped = wrapping(value);
	if (wrapped !== undefined) {
		return [inAll({
			path, code: 'callflow.wrapped',
			message: `The callflow is wrapped in “${wrapped}”, as when a callflow is saved. A pivot answer is the first step itself: send what stands under “${wrapped}”.`,
		})];
	}
	return [...shapeFindings(value, visit).map(inAll), ...moduleFindings(value, visit, settings)];
}

/** The key, or keys, under which somebody put the whole callflow. */
function wrapping(node: JsonObject): string | undefined {
	if (node['module'] !== undefined) return undefined;
	if (isJsonObject(node['flow'])) return 'flow';
	return isJsonObject(node['data']) && isJsonObject(node['data']['flow']) ? 'data.flow' : undefined;
}

function shapeFindings(node: JsonObject, visit: Visit): Finding[] {
	const { path } = visit;
	const findings: Finding[] = [];
	const { data, children } = node;
	if (data !== undefined && !isJsonObject(data)) {
		findings.push({
			path: join(path, 'data'), code: 'callflow.type',
			message: `“data” must be an object, not ${valueInWords(data)}. Leave it out where there is nothing to say.`,
		});
	}
	if (children !== undefined && !isJsonObject(children)) {
		findings.push({
			path: join(path, 'children'), code: 'callflow.type',
			message: `“children” must be an object, not ${valueInWords(children)}. Leave it out where nothing follows.`,
		});
	}
	if (isTooDeep(visit)) {
		findings.push({
			path, code: 'callflow.too-deep',
			message: `The callflow goes on for more than ${MAX_DEPTH} steps below one another, or its data nests more than ${MAX_NESTING} deep. Split it with a pivot.`,
		});
	}
	return findings;
}

function moduleFindings(node: JsonObject, visit: Visit, settings: NodeSettings): VersionedFinding[] {
	const { versions } = visit;
	const path = join(visit.path, 'module');
	const name = node['module'];
	const inAll = (code: Finding['code'], message: string): VersionedFinding[] => [{ path, code, message, versions }];
	if (name === undefined) return inAll('callflow.required', '“module” is missing. Name what this step does, such as “tts”.');
	if (typeof name !== 'string') return inAll('callflow.type', `“module” must be text, not ${valueInWords(name)}.`);
	if (name === '') return inAll('callflow.min-length', '“module” is empty. Name what this step does, such as “tts”.');
	const length = Array.from(name).length;
	if (length > 64) return inAll('callflow.max-length', `“module” has ${length} characters, at most 64 are allowed.`);

	const definition = moduleNamed(name);
	if (!definition) {
		const meant = didYouMean(name, NAMES);
		return inAll('callflow.unknown-module', `The switch has no module “${name}”.${meant === undefined ? '' : ` Did you mean “${meant}”?`}`);
	}
	const missing = versions.filter((version) => !definition.versions.includes(version));
	const having = versions.filter((version) => definition.versions.includes(version));
	const data = node['data'] ?? {};
	return [
		...(missing.length === 0 ? [] : [{
			path, code: 'callflow.module-not-in-version' as const, versions: missing,
			message: `The switch has no module “${name}” in this version. Use another module, or name the version you run.`,
		}]),
		...(isJsonObject(data) ? dataFindings(definition, data, having, join(visit.path, 'data'), settings) : []),
	];
}

const NAMES = MODULES.map((definition) => definition.module);

function dataFindings(
	definition: ModuleDefinition, data: JsonObject, versions: readonly SwitchVersion[], path: string, { deny, floats }: NodeSettings,
): VersionedFinding[] {
	const schemas = new Set(versions.map((version) => dataSchema(definition, version)));
	// The flow inside a `callflow` node is visited on its own; here it only has to be there.
	const judged = definition.module === 'callflow' && isJsonObject(data['flow']) ? { ...data, flow: { module: 'callflow' } } : data;
	const fractions = withFractions(judged, floats);
	const writtenAs = (place: readonly PropertyKey[]): string | undefined => {
		const holder = valueAt(judged, place.slice(0, -1));
		const key = place.at(-1);
		return typeof holder === 'object' && holder !== null && typeof key !== 'symbol' && key !== undefined ? floats.get(holder)?.get(key) : undefined;
	};
	return [...schemas].flatMap((schema) => {
		const having = versions.filter((version) => dataSchema(definition, version) === schema);
		const findings = findingsOf(issuesOf(schema, judged), judged, path);
		const notWhole = fractions ? findingsOf(issuesOf(schema, fractions), fractions, path, writtenAs).filter(({ code }) => code === 'callflow.type') : [];
		const known = new Set(findings.map((finding) => finding.path));
		return [...findings, ...notWhole.filter((finding) => !known.has(finding.path)), ...urlFindings(definition, data, path, deny)]
			.map((finding) => ({ ...finding, versions: having }));
	});
}

function issuesOf(schema: ReturnType<typeof dataSchema>, data: JsonObject) {
	return schema.safeParse(data).error?.issues ?? [];
}

/** The keys of `data` as a version has them. */
export function dataSchema(definition: ModuleDefinition, version: SwitchVersion) {
	return definition.dataIn?.[version] ?? definition.data;
}

/** By module: the keys of `data` whose host the switch checks (reference "kazoo-pivot" §2.3). */
const CHECKED_URLS: ReadonlyMap<string, readonly string[]> = new Map(MODULES.map(({ module, data }) => [
	module,
	Object.entries(data.shape).filter(([, field]) => field.meta()?.['checkedUrl'] === true).map(([key]) => key),
]));

function urlFindings(definition: ModuleDefinition, data: JsonObject, dataPath: string, deny: DenyList): Finding[] {
	return (CHECKED_URLS.get(definition.module) ?? []).flatMap((key): Finding[] => {
		const url = data[key];
		if (typeof url !== 'string') return [];
		const refused = (why: string): Finding[] => [{ path: join(dataPath, key), code: 'callflow.denied-url', message: `“${key}” ${why}` }];
		const parts = splitClientUrl(url);
		if (!parts) return refused('has a user name without a password before the host, which the switch cannot read. Put a token into the path instead.');
		if (parts.scheme !== 'http' && parts.scheme !== 'https') return refused(`must begin with http:// or https:// in lower case, not ${valueInWords(url)}.`);
		const entry = deniedBy(url, deny);
		return entry === undefined ? [] : refused(`points to ${parts.host}, which the switch refuses to call (its deny list has ${entry}). Use an address the switch may call.`);
	});
}
