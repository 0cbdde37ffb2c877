// Runs one leg of n8n's package scanner, offline: `node scan.mjs SCANNER source|tarball FOLDER`. Prints the result as
// JSON on its last line. A process of its own, because the scanner's rules look away when NODE_ENV is `test`.
import { pathToFileURL } from 'node:url';

const [file = '', leg, folder = ''] = process.argv.slice(2);

/**
 * @typedef {{ passed: boolean, message?: string, details?: string }} Result
 * @type {(url: string) => Promise<{ analyzePackage: (folder: string, patterns: string[]) => Promise<Result>, SOURCE_FILE_PATTERNS: string[] }>}
 */
const load = (url) => import(url);
const { analyzePackage, SOURCE_FILE_PATTERNS } = await load(pathToFileURL(file).href);

// The scanner exports its list for the sources and keeps the one for the tarball to itself.
const patterns = leg === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
console.log(JSON.stringify(await analyzePackage(folder, patterns)));
