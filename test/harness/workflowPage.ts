import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderTrace, type CallResult } from '../../switch';
import { projectRoot } from './places';

/** The trace of a call as a page shows it, and as it has just been made, both without what differs from call to call. */
export interface KeptTrace {
	readonly onPage: string;
	readonly fresh: string;
}

/** The page that explains a workflow of `workflows/`. */
export function pageOf(workflow: string): string {
	return path.join(projectRoot, 'docs', 'workflows', `${workflow}.md`);
}

/**
 * Compares a call with the trace its workflow's page shows between `<!-- trace: TITLE -->` and `<!-- end of trace -->`. With
 * `UPDATE_PAGES=1` a trace that went differently replaces the one in the page.
 *
 * @param readable addresses of this run, and what stands for them in a page
 * @throws when the page has no place for a trace of this title
 */
export function keepTrace(workflow: string, title: string, result: CallResult, readable: ReadonlyMap<string, string>): KeptTrace {
	const file = pageOf(workflow);
	const page = readFileSync(file, 'utf8');
	const begin = `<!-- trace: ${title} -->\n`;
	const from = page.indexOf(begin) + begin.length;
	const to = page.indexOf('<!-- end of trace -->', from);
	if (!page.includes(begin) || to < 0) throw new Error(`${file} has no place for a trace “${title}”: write “${begin.trim()}” and “<!-- end of trace -->” into it.`);

	const fresh = `\`\`\`text\n${withReadable(renderTrace(result), readable)}\`\`\`\n`;
	const onPage = page.slice(from, to);
	if (process.env['UPDATE_PAGES'] === '1' && steady(onPage) !== steady(fresh)) {
		writeFileSync(file, page.slice(0, from) + fresh + page.slice(to));
		return { onPage: steady(fresh), fresh: steady(fresh) };
	}
	return { onPage: steady(onPage), fresh: steady(fresh) };
}

function withReadable(trace: string, readable: ReadonlyMap<string, string>): string {
	return [...readable].reduce((text, [address, name]) => text.replaceAll(address, name), trace).replace(/pivot_state=[\w.-]+/g, 'pivot_state=…');
}

/** Real time passes differently in every call. */
function steady(trace: string): string {
	return trace.replace(/in \d+ ms/g, 'in N ms').replace(/\d+:\d\d\.\d/g, 'm:ss.s');
}
