/** How one thing stands. `skipped`: it was not looked at, and the sentence says why. */
export type Verdict = 'ok' | 'warning' | 'wrong' | 'skipped';

/** One line of the doctor's report: what was seen, and what to do where something must be done. */
export interface Finding {
	readonly verdict: Verdict;
	readonly sentence: string;
}

export const ok = (sentence: string): Finding => ({ verdict: 'ok', sentence });
/** Calls work; they would do better. */
export const warning = (sentence: string): Finding => ({ verdict: 'warning', sentence });
/** Something must be done. */
export const wrong = (sentence: string): Finding => ({ verdict: 'wrong', sentence });

/** Thrown where something cannot be looked at. Its message says what is missing, as a sentence. */
export class NotExamined extends Error {
	override readonly name = 'NotExamined';
}
