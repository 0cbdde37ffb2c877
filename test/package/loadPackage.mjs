// Loads every node and credential of an installed package as n8n does: by `require` of the file, then `new` of the
// class named like it. `node loadPackage.mjs FOLDER`. Prints, as JSON: { file: the loaded type's name, or the
// error's message }.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [folder = ''] = process.argv.slice(2);
const require = createRequire(path.join(folder, 'package.json'));

/** @type {(text: string) => { n8n: { nodes: string[], credentials: string[] } }} */
const parse = JSON.parse;
const { n8n } = parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** @type {Record<string, { loaded: string } | { failed: string }>} */
const outcome = {};
for (const file of [...n8n.nodes, ...n8n.credentials]) {
	try {
		outcome[file] = { loaded: load(file) };
	} catch (error) {
		outcome[file] = { failed: error instanceof Error ? error.message : String(error) };
	}
}
console.log(JSON.stringify(outcome));

/** @param {string} file */
function load(file) {
	/** @type {(file: string) => Record<string, new () => { name?: string, description?: { name: string } }>} */
	const requireClass = require;
	const className = path.basename(file).replace(/\.(node|credentials)\.js$/, '');
	const Class = requireClass(`./${file}`)[className];
	if (!Class) throw new Error(`${file} exports no class ${className}.`);
	const loaded = new Class();
	return loaded.description?.name ?? loaded.name ?? '';
}
