import type { Finding } from './finding';
import type { Patient } from './patient';

/** One thing the doctor looks at. */
export interface Check {
	/** Stable, for programs. */
	readonly code: string;
	/** A word or two, for people. */
	readonly title: string;
	/**
	 * Looks. May give several findings, one for each thing of its kind.
	 *
	 * @throws NotExamined where a setting is missing, or what it needs was not reached; any other error is a finding that something
	 *   is wrong, its message the sentence
	 */
	readonly examine: (patient: Patient) => Promise<readonly Finding[]>;
}
