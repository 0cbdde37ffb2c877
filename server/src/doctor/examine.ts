import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from './check';
import { NotExamined, wrong, type Finding, type Verdict } from './finding';
import type { Patient } from './patient';

/** A finding with the name of its check. */
export interface Examined extends Finding {
	readonly check: string;
	readonly title: string;
}

/** A check that needs longer is given up, in ms. Each exchange it has is bounded by itself. */
const CHECK_LIMIT_MS = 12_000;

/** Runs all checks at the same time; none waits for, or fails with, another. Findings in the order of the checks. */
export async function examine(checks: readonly Check[], patient: Patient, limitMs = CHECK_LIMIT_MS): Promise<readonly Examined[]> {
	const findings = await Promise.all(checks.map(async ({ code, title, examine: look }) => {
		const found = await within(limitMs, look(patient)).catch((error: unknown) => [findingOf(error)]);
		return found.map((finding) => ({ check: code, title, ...finding }));
	}));
	return findings.flat();
}

async function within(limitMs: number, looking: Promise<readonly Finding[]>): Promise<readonly Finding[]> {
	const over = new AbortController();
	const late = sleep(limitMs, [wrong(`This took longer than ${limitMs / 1000} s and was given up.`)], { signal: over.signal });
	// It is put off once something was found.
	late.catch(() => undefined);
	try {
		return await Promise.race([looking, late]);
	} finally {
		over.abort();
	}
}

function findingOf(error: unknown): Finding {
	if (error instanceof NotExamined) return { verdict: 'skipped', sentence: error.message };
	return wrong(error instanceof Error ? error.message : String(error));
}

/** True when the person must do something. */
export function mustAct(findings: readonly { readonly verdict: Verdict }[]): boolean {
	return findings.some(({ verdict }) => verdict === 'wrong');
}
