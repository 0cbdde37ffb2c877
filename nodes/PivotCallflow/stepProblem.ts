import type { Problem } from '../../pivot/callflow/problem';
import { titleCase } from './form/titleCase';
import type { ModuleForm } from './form/moduleForm';

/** A problem of one step as a sentence: the field as the form calls it, the limit, and what the caller would suffer. */
export function stepProblem(problem: Problem, form: ModuleForm): string {
	const [, key] = /^data\.([^.[]+)/.exec(problem.path) ?? [];
	const field = [...form.fields, ...form.rareFields].find((candidate) => candidate.path[0] === key);
	const where = field ? `“${titleCase(field.title)}” (${problem.path})` : problem.path === '' ? `“${form.definition.title}”` : problem.path;
	return `${where}: ${problem.message} ${problem.consequence}`.trim();
}
