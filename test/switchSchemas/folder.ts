import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SwitchVersion } from '../../pivot/switchVersion';
import { type SchemaSet, switchSchema, type SwitchSchema } from './schema';

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/reference/kazoo-schemas');

/** Why the schemas cannot be read, or undefined. On CI that is an error. */
export function schemasMissing(): string | undefined {
	if (existsSync(FOLDER)) return undefined;
	if (process.env['CI'] !== undefined) throw new Error(`The switch's schemas must be there on CI: ${FOLDER}`);
	return 'the switch\'s own schemas are not in ../shared/reference/kazoo-schemas, so nothing is compared with them';
}

/** What the schemas of modules refer to. */
const REFERRED = /^(callflows\..+|conferences|conferences\.profile|custom_sip_headers|tone)\.json$/;

function readFolder(folder: string): [string, SwitchSchema][] {
	return readdirSync(folder).filter((file) => REFERRED.test(file)).map((file) => {
		const schema = switchSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
		return [path.basename(file, '.json'), schema];
	});
}

/** Every description in the schemas. */
export function switchSentences(): readonly string[] {
	const files = [FOLDER, path.join(FOLDER, 'kazoo5')].flatMap((folder) =>
		readdirSync(folder).filter((file) => REFERRED.test(file)).map((file) => path.join(folder, file)));
	return files.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/"description": "([^"]+)"/g)].map(([, sentence = '']) => sentence));
}

/** Modules whose schema 4.3 does not have (reference "kazoo-callflow-modules", "Not in 4.3"). */
const NOT_IN_4_3 = ['answer', 'function', 'noop', 'notification', 'wait_for_hangup'];

/** There is no copy of the 4.3 schemas: they are master's with the differences the reference names. */
function as4_3(master: SchemaSet): SchemaSet {
	const schemas = new Map(master);
	for (const module of NOT_IN_4_3) schemas.delete(`callflows.${module}`);
	edit(schemas, 'callflows.park', (properties) =>
		Object.fromEntries(Object.entries(properties).filter(([name]) => name !== 'max_slot_number')));
	edit(schemas, 'callflows.set_variables', ({ custom_application_vars: vars = {}, ...others }) => ({
		...others,
		custom_application_vars: { ...vars, additionalProperties: { type: 'string' } },
	}));
	return schemas;
}

type Properties = Readonly<Record<string, SwitchSchema>>;

function edit(schemas: Map<string, SwitchSchema>, id: string, change: (properties: Properties) => Properties): void {
	const schema = schemas.get(id);
	if (schema?.properties === undefined) throw new Error(`no schema "${id}" to edit`);
	schemas.set(id, { ...schema, properties: change(schema.properties) });
}

/** The schemas each line of the switch validates a pivot answer with. */
export function switchSchemas(): Record<SwitchVersion, SchemaSet> {
	const master = new Map(readFolder(FOLDER));
	return { master, K5: new Map([...master, ...readFolder(path.join(FOLDER, 'kazoo5'))]), '4.3': as4_3(master) };
}

/** Schemas of `callflows.…` that are no module: the node, and the parts of an audio macro. */
const NO_MODULE = /^callflows\.(action|audio_macro\..+)$/;

/** Names of the modules that have a schema. */
export function modulesIn(schemas: SchemaSet): readonly string[] {
	const ids = [...schemas.keys()].filter((id) => id.startsWith('callflows.') && !NO_MODULE.test(id));
	return ids.map((id) => id.slice('callflows.'.length));
}
