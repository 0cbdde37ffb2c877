import type { Branch, ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';

/** The child that runs when none of the others does. */
export const OTHERWISE = '_';

/** Whether a step can take one of several ways, so that each can have an output of its own. */
export function branches({ branches: all }: ModuleDefinition): boolean {
	return all.some(({ key }) => key !== OTHERWISE);
}

/** What a family of names asks for: "hangup cause" of `<hangup cause>`, "code" of `sip:<code>`; undefined for a single name. */
export function askedFor({ key }: Branch): string | undefined {
	return /<(.+)>/.exec(key)?.[1];
}

/** What an output of the branch is called: "when 2 is pressed"; `{}` still stands for what a family asks for. */
export function labelOf(branch: Branch): string {
	return branch.key === OTHERWISE ? 'otherwise' : `when ${branch.label ?? branch.when}`;
}
