import type { INodeProperties } from 'n8n-workflow';
import { MODULE_GROUPS, type ModuleDefinition, type ModuleGroup } from '../../../pivot/callflow/moduleDefinition';
import { titleCase } from './titleCase';

/** What is chosen first in a group; where nothing is named here, the first by title. */
const FIRST_CHOICE: Partial<Record<ModuleGroup, string>> = {
	Talk: 'tts', Listen: 'menu', Route: 'user', Queue: 'acdc_member', 'Voicemail and fax': 'voicemail', 'Park and pick up': 'park',
	Record: 'record_call', Branch: 'temporal_route', 'Caller ID': 'set_cid', Variables: 'set_variables', Features: 'do_not_disturb', Control: 'pivot',
};

/** The group, and the module in each group. */
export function operationParameters(definitions: readonly ModuleDefinition[]): readonly INodeProperties[] {
	const groups = MODULE_GROUPS.filter((group) => definitions.some((definition) => definition.group === group));
	const first = groups[0] ?? '';
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: groups.map((group) => ({ name: titleCase(group), value: group })),
			default: first,
		},
		...groups.map((group) => operationParameter(group, definitions.filter((definition) => definition.group === group))),
	];
}

function operationParameter(group: ModuleGroup, definitions: readonly ModuleDefinition[]): INodeProperties {
	const options = definitions.map(operation).sort((a, b) => a.name.localeCompare(b.name));
	const first = FIRST_CHOICE[group] ?? options[0]?.value ?? '';
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [group] } },
		options,
		default: first,
	};
}

/** How many plain words stand beside the name of an action; all of them lead to the node itself. */
const WORDS = 3;

/** Where the editor searches actions it looks at `action` alone: the switch's name and plain words stand in it too. */
function operation({ module, title, summary, searchWords, versions }: ModuleDefinition) {
	return {
		name: titleCase(title),
		value: module,
		description: versions.length === 3 ? summary : `${summary} Only on ${versions.join(' and ')}.`,
		action: `${title} (${module}): ${searchWords.slice(0, WORDS).join(', ')}`,
	};
}
