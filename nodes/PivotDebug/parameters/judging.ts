import type { INodeProperties } from 'n8n-workflow';
import { KAZOO_DENY_LIST, NO_DENY_LIST } from '../../../pivot/callflow/denyList';
import { isJsonObject } from '../../../pivot/json';
import type { JudgeSettings } from '../../../pivot/judge/judgement';
import { SWITCH_VERSIONS } from '../../../pivot/switchVersion';

/** What has to be known of a switch to say what it did with an answer. */
export const judgingOptions: INodeProperties[] = [
	{
		displayName: 'Switch Version',
		name: 'switchVersion',
		type: 'options',
		options: [
			{ name: 'KAZOO 4.3', value: '4.3' },
			{ name: 'KAZOO 5 (OpenKAZOO)', value: 'K5' },
			{ name: 'KAZOO Master', value: 'master' },
			{ name: 'Unknown', value: 'any', description: 'Says the worst that one of the three would do' },
		],
		default: 'any',
		description: 'What the switch does with a faulty answer depends on its version',
	},
	{
		displayName: 'URLs the Switch Refuses',
		name: 'refusedUrls',
		type: 'options',
		options: [
			{ name: 'KAZOO’s Default (This Machine)', value: 'kazoo' },
			{ name: 'None', value: 'none', description: 'For a switch whose operator emptied the list' },
		],
		default: 'kazoo',
		description: 'A callflow with such a URL is refused by the switch',
	},
];

/** The collection {@link judgingOptions} stand in, read. */
export function readJudging(options: unknown): JudgeSettings {
	const chosen = isJsonObject(options) ? options : {};
	return {
		version: SWITCH_VERSIONS.find((version) => version === chosen['switchVersion']) ?? 'any',
		deny: chosen['refusedUrls'] === 'none' ? NO_DENY_LIST : KAZOO_DENY_LIST,
	};
}
