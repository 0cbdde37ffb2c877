/**
 * The lines of the switch whose behaviour differs: KAZOO 4.3, KAZOO master (5.0 in development) and
 * KAZOO 5 as published by OpenKAZOO (reference "kazoo-pivot" §0).
 */
export const SWITCH_VERSIONS = ['4.3', 'master', 'K5'] as const;

export type SwitchVersion = (typeof SWITCH_VERSIONS)[number];

/** `any`: must hold on every line of the switch. */
export type SwitchTarget = SwitchVersion | 'any';

/** The versions a target stands for. */
export function versionsOf(target: SwitchTarget): readonly SwitchVersion[] {
	return target === 'any' ? SWITCH_VERSIONS : [target];
}
