import { versionsOf, type SwitchTarget, type SwitchVersion } from '../switchVersion';
import type { WholeFloats } from './checkNumbers';
import { checkNode, type VersionedFinding } from './checkNode';
import { walkCallflow } from './checkWalk';
import { KAZOO_DENY_LIST, type DenyList } from './denyList';
import type { Problem } from './problem';
import { warningsOf } from './warnings';

export interface CheckSettings {
	/** Default `any`: runs on all versions. */
	readonly version?: SwitchTarget | undefined;
	/** Default: KAZOO's own. */
	readonly deny?: DenyList | undefined;
	/** Known only where the text of the JSON was read; default none. */
	readonly floats?: WholeFloats | undefined;
}

export interface CheckResult {
	/** Empty: the switch runs the callflow. */
	readonly problems: readonly Problem[];
	/** It runs, and the caller may still suffer. */
	readonly warnings: readonly Problem[];
}

/** After so many problems the rest is left unsaid. */
export const MAX_PROBLEMS = 100;

const REFUSED = 'The switch refuses the whole callflow and the caller hears silence.';

/**
 * Checks a callflow as the switch does before it runs it, and for what its schemas cannot know. Never throws, whatever it is
 * given (reference "kazoo-pivot" §6.3; "kazoo-callflow-modules").
 *
 * For `any`, the problems of all versions, each once; one that only some versions have names them. After
 * {@link MAX_PROBLEMS} it stops.
 *
 * @param json the callflow: a parsed JSON value
 */
export function checkCallflow(json: unknown, settings: CheckSettings = {}): CheckResult {
	const target = settings.version ?? 'any';
	const nodeSettings = { deny: settings.deny ?? KAZOO_DENY_LIST, floats: settings.floats ?? new Map() };
	const problems: Problem[] = [];
	for (const visit of walkCallflow(json, target)) {
		for (const problem of merged(checkNode(visit, nodeSettings), versionsOf(target))) problems.push(problem);
		if (problems.length >= MAX_PROBLEMS) break;
	}
	return { problems: problems.slice(0, MAX_PROBLEMS), warnings: warningsOf(json, target) };
}

/** One problem for the same code at the same place. */
function merged(findings: readonly VersionedFinding[], asked: readonly SwitchVersion[]): Problem[] {
	const groups = new Map<string, VersionedFinding>();
	for (const finding of findings) {
		const key = JSON.stringify([finding.path, finding.code]);
		const known = groups.get(key);
		groups.set(key, known ? { ...known, versions: [...new Set([...known.versions, ...finding.versions])] } : finding);
	}
	return [...groups.values()].map(({ path, code, message, versions }) => {
		if (versions.length === asked.length) return { path, code, message, consequence: REFUSED };
		const only = versions.map(versionInWords).join(' and ');
		return { path, code, message: `${message} (${only} only.)`, consequence: REFUSED, versions };
	});
}

function versionInWords(version: SwitchVersion): string {
	return version === 'K5' ? 'KAZOO 5' : `KAZOO ${version}`;
}
