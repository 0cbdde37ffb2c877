import type { SwitchVersion } from '../switchVersion';

/** One thing wrong, or doubtful, with a callflow. */
export interface Problem {
	/** Where: dotted path from the root of the callflow, `''` for the root, such as `children._.data.text`. */
	readonly path: string;
	/** Stable code with a page of its own, such as `callflow.required`. */
	readonly code: ProblemCode;
	/** What is wrong and what to do, to the person who drew the callflow. */
	readonly message: string;
	/** What the caller would suffer. */
	readonly consequence: string;
	/** Versions of the switch that have it; absent where all that were asked for do. */
	readonly versions?: readonly SwitchVersion[];
}

/** Errors: the switch refuses the whole callflow. */
export const ERROR_CODES = [
	'callflow.type', 'callflow.required', 'callflow.enum', 'callflow.minimum', 'callflow.maximum',
	'callflow.min-length', 'callflow.max-length', 'callflow.min-items', 'callflow.max-items', 'callflow.unique-items',
	'callflow.pattern', 'callflow.choice', 'callflow.additional-key', 'callflow.denied-url', 'callflow.unknown-module',
	'callflow.module-not-in-version', 'callflow.wrapped', 'callflow.too-deep',
] as const;

/** Warnings: the switch runs it, and the caller may still suffer. */
export const WARNING_CODES = [
	'callflow.no-failback', 'callflow.cdr-url', 'callflow.req-timeout', 'callflow.after-terminal', 'callflow.node-rate',
	'callflow.masked-terminators', 'callflow.no-cause-child', 'callflow.variable-key', 'callflow.bracketed-url',
	'callflow.get-with-variables', 'callflow.no-ring-limit', 'callflow.no-effect', 'callflow.duplicate-key',
] as const;

export type ProblemCode = (typeof ERROR_CODES)[number] | (typeof WARNING_CODES)[number];
