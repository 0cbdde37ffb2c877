import { spokenApology } from '../../pivot/callflow/apology';
import { EMPTY_DRAFT } from '../../pivot/callflow/draft';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { BUDGET_MS } from '../../pivot/pairing/messages';

/** What a step draws on when no Pivot Trigger started the workflow: good for looking at, nobody waits for it. */
export const SAMPLE_PIVOT_ITEM: PivotItem = {
	v: 1,
	attempt: 'sample',
	flow: 'sample',
	voiceUrl: 'https://voice.example.com/pivot/sample',
	deadline: Number.MAX_SAFE_INTEGER,
	budgetMs: BUDGET_MS.default,
	fallback: spokenApology('en-us'),
	switchVersion: 'any',
	mode: 'sample',
	draft: EMPTY_DRAFT,
};
