import type { Problem } from '../../pivot/callflow/problem';

/** How many problems a sentence names before it only counts. */
const NAMED = 5;

/** Problems of a callflow as sentences for an error in the editor: where, what, and what the caller would suffer. */
export function inWords(problems: readonly Problem[]): string {
	const named = problems.slice(0, NAMED).map((problem) => `${problem.path === '' ? 'At its start' : `At ${problem.path}`}: ${problem.message} ${problem.consequence}`.trim());
	const more = problems.length - named.length;
	return [...named, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
