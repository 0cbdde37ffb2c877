import type { INodeProperties } from 'n8n-workflow';
import type { FormField } from '../form/formField';
import type { ModuleForm } from '../form/moduleForm';
import { PICK_FROM } from './listSearch';

/** A reseller's credential reaches many accounts. It changes what pickers list, nothing else. */
export const PICK_FROM_PARAMETER: INodeProperties = {
	displayName: 'Pick From Account',
	name: PICK_FROM,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Whose users, devices and so on the lists show. Empty: the account that signed in.',
	modes: [
		{ displayName: 'From List', name: 'list', type: 'list', placeholder: 'The account that signed in', typeOptions: { searchListMethod: 'accounts', searchable: true } },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: '4a6863d1f8c04db6a2f0c9a0d5d6b3e1' },
	],
};

/** Whether something is picked in a form. */
export function pickers({ fields, rareFields, definition }: ModuleForm): boolean {
	return [...fields, ...rareFields].some(picks) || definition.branches.some(({ picker }) => picker !== undefined);
}

function picks({ kind, rowFields = [] }: FormField): boolean {
	return kind === 'id' || kind === 'ids' || rowFields.some(picks);
}
