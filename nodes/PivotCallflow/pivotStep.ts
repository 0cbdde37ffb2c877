import type { INodeProperties } from 'n8n-workflow';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import { placeKey, type Draft } from '../../pivot/callflow/draft';
import { fillPlaces } from '../../pivot/callflow/draftSteps';
import type { JsonObject } from '../../pivot/json';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import type { FormAdjustment } from './form/moduleForm';

/** The switch waits this long for an answer, in ms, and no longer (reference "kazoo-pivot" §2). */
const LONGEST_WAIT_MS = 5000;

/** How much longer than the flow's budget the switch waits: the fallback needs time to travel, in ms. */
const TRAVEL_MS = 500;

const asking: readonly INodeProperties[] = [
	{
		displayName: 'Ask',
		name: 'ask',
		type: 'options',
		options: [
			{ name: 'This Flow Again', value: 'this', description: 'The call comes back to the trigger of this workflow' },
			{ name: 'Another Address', value: 'other' },
		],
		default: 'this',
	},
	{
		displayName: 'Add to the Address',
		name: 'query',
		type: 'string',
		default: '',
		placeholder: 'step=2',
		displayOptions: { show: { ask: ['this'] } },
		description: 'Comes back with the call, as <code>extra</code> of the item: what tells one round from the next',
	},
	{
		displayName: 'URL',
		name: 'voiceUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'https://',
		displayOptions: { show: { ask: ['other'] } },
		description: 'The voice URL the switch asks next',
	},
	{
		displayName: 'If Nobody Answers There',
		name: 'failback',
		type: 'options',
		options: [
			{ name: 'Run the Fallback of This Flow', value: 'fallback' },
			{ name: 'Run the Step That Follows This One', value: 'next', description: 'Without a following step the call is hung up' },
		],
		default: 'fallback',
	},
];

/** A nested pivot is asked for by address, comes back as POST and JSON, and has a failback. */
export const pivotAdjustment: FormAdjustment = {
	before: asking,
	without: ['voice_url'],
	presets: { method: 'post', req_body_format: 'json' },
};

/** `data` of a nested pivot: the form's fields, and where it asks. */
export function pivotData(fields: JsonObject, pivot: PivotItem, read: (parameter: string) => unknown): JsonObject {
	// Sent whatever the form says: the switch's own defaults, GET and form, lose the types of variables.
	const base: JsonObject = { req_body_format: 'json', ...fields };
	if (read('ask') === 'other') return { voice_url: String(read('voiceUrl') ?? ''), ...base };
	return {
		voice_url: withQuery(pivot.voiceUrl, String(read('query') ?? '')),
		req_timeout_ms: Math.min(LONGEST_WAIT_MS, pivot.budgetMs + TRAVEL_MS),
		...base,
	};
}

/** Puts the flow's fallback below the nested pivot drawn last, unless the person wants the next step there. */
export function withFailback(draft: Draft, fallback: CallflowNode, drawnBy: string, read: (parameter: string) => unknown): Draft {
	if (read('failback') === 'next' || !draft.tree) return draft;
	return {
		...draft,
		tree: fillPlaces(draft.tree, [draft.at], fallback),
		drawnBy: { ...draft.drawnBy, [placeKey(draft.at)]: `${drawnBy}: If Nobody Answers There` },
	};
}

function withQuery(voiceUrl: string, query: string): string {
	const added = query.trim().replace(/^[?&]+/, '');
	if (added === '') return voiceUrl;
	return `${voiceUrl}${voiceUrl.includes('?') ? '&' : '?'}${added}`;
}
