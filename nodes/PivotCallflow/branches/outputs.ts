import type { ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';
import { BRANCH, BRANCHES, NAME, WHEN } from './branchParameters';
import { branches, labelOf } from './branching';

/**
 * The outputs of the node, as an expression for the editor: one for each branch the person named, labelled with what the switch
 * will do later; else one. n8n reads how many items an output got from what the node returns, so the expression costs a call
 * nothing.
 */
export function outputsExpression(definitions: readonly ModuleDefinition[]): `={{${string}}}` {
	const labels = JSON.stringify(labelsOf(definitions.filter(branches)));
	// An expression ends where two closing braces meet.
	return `={{ ((parameters, labels) => {
		const one = [{ type: 'main' }];
		const asked = labels[parameters.operation] ? parameters.${BRANCHES}?.${BRANCH} ?? [] : [];
		if (asked.length === 0) return one;
		return asked.map((branch) => {
			const label = labels[parameters.operation][branch.${WHEN}] ?? branch.${WHEN};
			const name = branch.${NAME}?.cachedResultName || branch.${NAME}?.value || branch.${NAME} || '…';
			return { type: 'main', displayName: label.replace('{}', name) + ' (drawn now)' };
		});
	})($parameter, ${labels.replaceAll('}}', '} }')}) }}`;
}

/** Whether the person named branches: then the meaning of the outputs stands over them. */
export function hasBranchesExpression(definitions: readonly ModuleDefinition[]): `={{${string}}}` {
	const modules = JSON.stringify(definitions.filter(branches).map(({ module }) => module));
	return `={{ ${modules}.includes($parameter.operation) && ($parameter.${BRANCHES}?.${BRANCH} ?? []).length > 0 }}`;
}

function labelsOf(definitions: readonly ModuleDefinition[]): Record<string, Record<string, string>> {
	return Object.fromEntries(definitions.map(({ module, branches: all }) => [module, Object.fromEntries(all.map((branch) => [branch.key, labelOf(branch)]))]));
}
