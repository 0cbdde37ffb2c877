import type { CallflowNode } from '../pivot/callflow/callflow';
import { checkCallflow } from '../pivot/callflow/check';
import { KAZOO_DENY_LIST } from '../pivot/callflow/denyList';
import { fillDefaults } from '../pivot/callflow/fillDefaults';
import { DIALECTS } from '../pivot/dialects/dialect';
import { fromDialect } from '../pivot/dialects/translate';
import { startingState } from './call/callIdentity';
import { LiveCall } from './call/liveCall';
import { verdictOf } from './call/verdict';
import { withoutDefaults } from './call/withoutDefaults';
import type { CallOptions } from './callOptions';
import type { CallResult } from './callResult';
import { runCallflow, type FlowEnd } from './executor/runCallflow';
import { createPivotHttpClient } from './wire/pivotHttpClient';

/** Most pivots one call may ask before it is stopped. */
const MAX_PIVOTS = 200;
/** Longest silence in ms after which a caller who leaves counts as dropped: what the switch gives a pivot at most. */
const SILENCE_BUDGET_MS = 5_000;

/**
 * Places one call on the virtual switch and lets it run to its end: real HTTP to the pivots, judged and acted upon as
 * the chosen version does; everything the caller does is scripted and passes instantly, yet counts in call time.
 *
 * @returns the verdict, the trace and what became of the call. It never rejects for anything a pivot or a caller does.
 */
export async function placeCall(options: CallOptions): Promise<CallResult> {
	const dialect = DIALECTS[options.dialect ?? 'kazoo'];
	const version = options.version ?? (dialect.target === 'any' ? 'master' : dialect.target);
	const client = options.client ?? createPivotHttpClient({ version, strictUrls: options.strictUrls ?? false });
	const call = new LiveCall(startingState(options), {
		version,
		dialect,
		deny: options.deny ?? KAZOO_DENY_LIST,
		schemaErrors: options.schemaErrors ?? 'as-built',
		flushWorks: options.flushWorks ?? version !== 'master',
		maxPivots: options.maxPivots ?? MAX_PIVOTS,
		capture: options.capture,
		account: options.account ?? {},
		script: options.script ?? {},
		timeScale: options.timeScale ?? 0,
		client,
	});
	try {
		const ended = await runStored(call, options);
		return resultOf(call, ended, options.silenceBudgetMs ?? SILENCE_BUDGET_MS);
	} finally {
		if (options.client === undefined) client.close();
	}
}

async function runStored(call: LiveCall, options: CallOptions): Promise<FlowEnd> {
	const stored = fromDialect(options.callflow ?? barePivot(options.voiceUrl), call.circumstances.dialect);
	const checked = options.checkStored ?? true;
	const refusal = checked ? whyNotSaved(stored, call) : undefined;
	if (refusal !== undefined) {
		return { by: 'switch', because: `the number leads nowhere, for the switch would not have saved its callflow: ${refusal}`, brokenOff: true };
	}
	return runCallflow(call, checked ? fillDefaults(stored, call.version) : withoutDefaults(stored));
}

function barePivot(voiceUrl: string): CallflowNode {
	return { module: 'pivot', data: { voice_url: voiceUrl } };
}

/** The first reason for which the switch's API refuses to save a callflow. */
function whyNotSaved(stored: CallflowNode, call: LiveCall): string | undefined {
	const { problems } = checkCallflow(stored, { version: call.version, deny: call.circumstances.deny });
	const problem = problems[0];
	return problem === undefined ? undefined : `${problem.path === '' ? '' : `${problem.path}: `}${problem.message}`;
}

function resultOf(call: LiveCall, ended: FlowEnd, silenceBudgetMs: number): CallResult {
	const { verdict, reason } = verdictOf(call, ended, silenceBudgetMs);
	call.depth = 0;
	call.record({ type: 'ended', by: ended.by, because: ended.because });
	return {
		verdict,
		reason,
		version: call.version,
		endedBy: ended.by,
		durationMs: Math.round(call.clock.now),
		longestSilenceMs: call.longestSilenceMs,
		answered: call.answered,
		pivots: call.pivots,
		call: call.state,
		channelApplicationVars: call.channelApplicationVars,
		events: call.events,
		debugDocuments: call.debugDocuments,
	};
}

