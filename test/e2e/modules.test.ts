import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { isJsonObject, type JsonObject } from '../../pivot/json';
import { MODULES } from '../../pivot/callflow/modules';
import type { SwitchVersion } from '../../pivot/switchVersion';
import { packPackage } from '../harness/communityPackage';
import { CALL_COMES_IN, drawing, type DrawnNode } from '../harness/drawing';
import { filledForm } from '../harness/filledForm';
import { startN8n, type N8n } from '../harness/n8n';
import { temporaryFolder } from '../harness/places';
import { answeringAlone, publishAlone } from '../harness/publishAlone';
import { waitUntil } from '../harness/waitUntil';
import { casesOf, everyEnumValue, type Kind } from '../switchSchemas/cases';
import { schemasMissing, switchSchemas } from '../switchSchemas/folder';
import type { SchemaSet, SwitchSchema } from '../switchSchemas/schema';
import { switchValidator } from '../switchSchemas/validator';
import { ValidValues } from '../switchSchemas/values';

const missing = schemasMissing();

/** A module of one line of the switch, with the switch's own schema of its `data`. */
interface Subject {
	readonly module: string;
	readonly schema: SwitchSchema;
	readonly all: SchemaSet;
}

/** A Pivot Callflow node to be tried, and the `data` its form was filled in with. */
interface Trial {
	readonly name: string;
	readonly subject: Subject;
	readonly data: JsonObject;
}

function subjectsOf(version: SwitchVersion, modules: readonly string[]): readonly Subject[] {
	const all = switchSchemas()[version];
	return modules.flatMap((module) => {
		const schema = all.get(`callflows.${module}`);
		return schema ? [{ module, schema, all }] : [];
	});
}

/** Every key the schema knows filled in. */
function validTrial(subject: Subject): Trial {
	const data = new ValidValues(subject.all).full(subject.schema);
	return { name: `${subject.module}, valid`, subject, data: isJsonObject(data) ? asFilledIn(data, 0) : {} };
}

/** Without what a form cannot say: an object with nothing in it, and a part of a sequence that is skipped. */
function asFilledIn(data: JsonObject, depth: number): JsonObject {
	const said = Object.entries(data).filter(([key, value]) => !(isJsonObject(value) && Object.keys(value).length === 0) && !(key === 'skip_module' && depth > 0));
	return Object.fromEntries(said.map(([key, value]) => [
		key,
		Array.isArray(value) ? value.map((entry) => (isJsonObject(entry) ? asFilledIn(entry, depth + 1) : entry)) : value,
	]));
}

/** What a person can do wrong in a form: types are kept by the fields, and n8n itself asks for what is required. */
const KINDS: readonly Kind[] = ['enum', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'format', 'minItems', 'uniqueItems'];

/** Each constraint of the schema broken once. What is left out of a form, or empty in it, is not said to the switch at all. */
function brokenTrials(subject: Subject): readonly Trial[] {
	const validate = switchValidator(subject.all);
	return casesOf(subject.schema, subject.all, everyEnumValue(subject.all))
		.filter(({ kind }) => KINDS.includes(kind))
		.flatMap(({ kind, path, broken }, position) => {
			const data = broken.filter(isJsonObject).find((value) => !JSON.stringify(value).includes('""') && !JSON.stringify(value).includes('[]') && !validate(subject.schema, value).accepted);
			return data ? [{ name: `${subject.module}, ${position}: ${kind} of ${path}`, subject, data }] : [];
		});
}

const folder = temporaryFolder('modules');
let n8n: N8n;

beforeAll(async () => {
	n8n = await startN8n({ folder: `${folder}/n8n`, packages: [await packPackage(`${folder}/package`)] });
});
afterAll(async () => {
	await n8n.stop();
	rmSync(folder, { recursive: true, force: true });
});

const outcomeSchema = z.object({ pivot: z.object({ draft: z.object({ tree: z.json().optional() }) }), error: z.string().optional() });
const runSchema = z.object({
	resultData: z.object({ runData: z.record(z.string(), z.array(z.object({ data: z.object({ main: z.array(z.array(z.object({ json: z.unknown() }))) }) }))) }),
});

/** What each node made of its form, all in one run of one workflow. */
async function outcomes(version: SwitchVersion, trials: readonly Trial[]) {
	const nodes = trials.map(({ name, subject, data }): DrawnNode => ({
		name, type: 'n8n-nodes-kazoo-pivot.pivotCallflow', parameters: filledForm(subject.module, data),
	}));
	const drawn = drawing(`modules-${version.toLowerCase().replace('.', '-')}`, { ...answeringAlone('modules'), switchVersion: version }, nodes, trials.map(({ name }) => ({ from: CALL_COMES_IN, to: name })));
	const workflow = { ...drawn, nodes: drawn.nodes.map((node, position) => (position === 0 ? node : { ...node, onError: 'continueRegularOutput' })) };
	const { id, voiceUrl } = await publishAlone(n8n, workflow);
	await fetch(`${voiceUrl}?Call-ID=c1&From=1001`);
	const run = await waitUntil(
		async () => (await n8n.executions({ workflowId: id, includeData: true })).find(({ status }) => status === 'success'),
		{ withinMs: 60_000, everyMs: 500, what: 'the run over all modules to end' },
	);
	const { runData } = runSchema.parse(run.data).resultData;
	return new Map(trials.map(({ name }) => [name, outcomeSchema.parse(runData[name]?.[0]?.data.main[0]?.[0]?.json)]));
}

const newModules = MODULES.filter(({ versions }) => !versions.includes('master')).map(({ module }) => module);
const knownModules = MODULES.filter(({ versions }) => versions.includes('master')).map(({ module }) => module);

describe.skipIf(missing !== undefined)(`each of the ${MODULES.length} modules, through the node in n8n${missing === undefined ? '' : `: skipped, ${missing}`}`, () => {
	it.each([['master', knownModules], ['K5', newModules]] as const)('on %s: gives a node the switch’s schema accepts, and refuses what lies outside it', async (version, modules) => {
		const subjects = subjectsOf(version, modules);
		expect(subjects.map(({ module }) => module)).toEqual(modules);
		const valid = subjects.map(validTrial);
		const broken = subjects.flatMap(brokenTrials);
		const made = await outcomes(version, [...valid, ...broken]);

		const wrong: string[] = [];
		for (const { name, subject, data } of valid) {
			const { pivot, error } = made.get(name) ?? {};
			const tree = pivot?.draft.tree;
			const validate = switchValidator(subject.all);
			const said = isJsonObject(tree) ? tree['data'] ?? null : null;
			const theirs = validate(subject.schema, said);
			if (error !== undefined || !isJsonObject(tree) || tree['module'] !== subject.module || !theirs.accepted) {
				wrong.push(`${name}: ${error ?? JSON.stringify(tree)}`);
			} else if (sorted(theirs.value) !== sorted(validate(subject.schema, data).value)) {
				wrong.push(`${name}: ${JSON.stringify(said)} instead of ${JSON.stringify(data)}`);
			}
		}
		for (const { name, data } of broken) {
			const { error } = made.get(name) ?? {};
			if (error?.includes('data') !== true) wrong.push(`${name}: ${error ?? 'accepted'} ${JSON.stringify(data).slice(0, 200)}`);
		}
		expect(wrong).toEqual([]);
		expect(broken.length).toBeGreaterThan(version === 'master' ? 60 : 0);
	});
});

function sorted(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);
}
