import type { INodeProperties } from 'n8n-workflow';
import { FORM_PARAMETERS } from './form/forms';

/** What the person sees in Pivot Callflow. */
export const parameters: INodeProperties[] = [
	...FORM_PARAMETERS,
	{
		displayName: 'Runs When',
		name: 'runsWhen',
		type: 'string',
		default: '_',
		required: true,
		placeholder: 'NO_ANSWER',
		description: 'Which child of the step before this one becomes: _ when that step is done, else what its result is called, such as NO_ANSWER, a key or a number',
	},
];
