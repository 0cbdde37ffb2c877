import type { INodeProperties } from 'n8n-workflow';
import type { Branch, ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';
import { titleCase } from '../form/titleCase';
import { locator } from '../pickers/locator';
import { askedFor, branches, OTHERWISE } from './branching';

/** Names of the parameters that hold the branches a person named. */
export const BRANCHES = 'branches';
export const BRANCH = 'branch';
export const WHEN = 'when';
export const NAME = 'name';

/** What the outputs of a step with branches mean. Stands over them. */
export const OUTPUTS_DRAW =
	'Each output draws one branch, on every call: the switch chooses among them later. Nodes wired to an output therefore run for every '
	+ 'caller. For what must happen only when a branch is taken, end the branch with “Ask a Server What to Do Next” and do it in the '
	+ 'workflow that answers then.';

/** What a form asks for where the module branches: which branches to draw, one output each. */
export function branchParameters(definition: ModuleDefinition): readonly INodeProperties[] {
	if (!branches(definition)) return [];
	return [
		{
			displayName: 'Branches',
			name: BRANCHES,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Branch',
			default: {},
			description: 'One output for each. Without any, there is one output, for the step that follows in any case.',
			options: [{ displayName: 'Branch', name: BRANCH, values: [when(definition), ...definition.branches.flatMap(names)] }],
		},
	];
}

function when({ branches: all }: ModuleDefinition): INodeProperties {
	const first = all[0]?.key ?? OTHERWISE;
	return {
		displayName: 'When',
		name: WHEN,
		type: 'options',
		noDataExpression: true,
		options: all.map((branch) => ({ name: titleOf(branch), value: branch.key, description: `Child ${branch.key}` })),
		default: first,
	};
}

function titleOf({ key, when: sentence }: Branch): string {
	const title = key === OTHERWISE ? `otherwise: ${sentence}` : sentence;
	return title.charAt(0).toUpperCase() + title.slice(1);
}

/** What a family of names asks for besides. */
function names(branch: Branch): readonly INodeProperties[] {
	const asked = askedFor(branch);
	if (asked === undefined) return [];
	return [{
		displayName: titleCase(asked),
		name: NAME,
		...(branch.picker === undefined ? { type: 'string', default: '', placeholder: sampleOf(branch) } : locator(branch.picker)),
		displayOptions: { show: { [WHEN]: [branch.key] } },
	}];
}

/** The example a definition gives: "NO_ANSWER" of "…, such as NO_ANSWER". */
function sampleOf({ when: sentence }: Branch): string {
	return /such as (?:sip:)?(\S+)/.exec(sentence)?.[1] ?? '';
}
