import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/v4';

const Manifest = z.looseObject({
	name: z.string(),
	version: z.string(),
	license: z.string(),
	files: z.array(z.string()).optional(),
	keywords: z.array(z.string()).optional(),
	scripts: z.record(z.string(), z.string()).optional(),
	bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
	peerDependencies: z.record(z.string(), z.string()).optional(),
	n8n: z
		.object({ n8nNodesApiVersion: z.number(), strict: z.boolean(), nodes: z.array(z.string()), credentials: z.array(z.string()) })
		.optional(),
});

/** A package.json, as far as the checks of a published package look at it. */
export type Manifest = z.infer<typeof Manifest>;

export function readManifest(folder: string): Manifest {
	return Manifest.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
}

const FORBIDDEN_FIELDS = [
	'dependencies',
	'optionalDependencies',
	'bundleDependencies',
	'bundledDependencies',
	'peerDependenciesMeta',
	'overrides',
	'resolutions',
	'bin',
];

const FORBIDDEN_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare', 'prepublish'];

/**
 * Holds the community package's package.json against n8n's rules for packages it will verify.
 *
 * @param contents the files of the packed package, as paths from its root
 * @returns a sentence for each rule it breaks
 */
export function manifestProblems(manifest: Manifest, contents: readonly string[]): string[] {
	const problems = [
		...FORBIDDEN_FIELDS.filter((field) => field in manifest).map((field) => `It may not have ${field}.`),
		...FORBIDDEN_SCRIPTS.filter((name) => manifest.scripts?.[name] !== undefined).map(
			(name) => `It may not run anything when it is installed, as the script "${name}" does.`,
		),
		...[...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])]
			.filter((file) => !contents.includes(file))
			.map((file) => `It names ${file}, which is not in the package.`),
		...contents
			.filter((file) => /\.(node|credentials)\.js$/.test(file))
			.filter((file) => ![...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])].includes(file))
			.map((file) => `It holds ${file} and does not name it, so n8n would not load it.`),
	];
	if (!/^(@[^/]+\/)?n8n-nodes-./.test(manifest.name)) problems.push('Its name has to begin with n8n-nodes-.');
	if (manifest.license !== 'MIT') problems.push('Its licence has to be MIT.');
	if (JSON.stringify(manifest.peerDependencies) !== '{"n8n-workflow":"*"}') {
		problems.push('Its peerDependencies have to be exactly {"n8n-workflow": "*"}.');
	}
	if (JSON.stringify(manifest.files) !== '["dist"]') problems.push('Its files have to be exactly ["dist"].');
	if (manifest.n8n?.strict !== true) problems.push('n8n.strict has to be true.');
	if (manifest.n8n?.n8nNodesApiVersion !== 1) problems.push('n8n.n8nNodesApiVersion has to be 1.');
	if (!manifest.keywords?.includes('n8n-community-node-package')) {
		problems.push('Its keywords have to include n8n-community-node-package.');
	}
	return problems;
}
