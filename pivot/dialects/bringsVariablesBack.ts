import type { SwitchTarget } from '../switchVersion';
import { DIALECTS, type DialectName } from './dialect';

/**
 * Whether the next pivot of a call brings back what `set_variables` set: from KAZOO master on (reference "kazoo-pivot" §8.1).
 * Where the version or the parameters are not known for sure, it is not relied on.
 */
export function bringsVariablesBack(version: SwitchTarget, dialect: DialectName): boolean {
	return (version === 'master' || version === 'K5') && DIALECTS[dialect].parameters === undefined;
}
