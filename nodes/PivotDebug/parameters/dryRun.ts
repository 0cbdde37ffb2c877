import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** For everything that changes what callers get. */
export function dryRunParameter(displayOptions: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		displayOptions,
		description: 'Whether to show only what would change, and write nothing',
	};
}
