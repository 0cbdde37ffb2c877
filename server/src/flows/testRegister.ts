import { TEST_REGISTRATION_MS, type TestRegistration } from '../../../pivot/pairing/messages';
import type { Call } from '../../../pivot/request/callRequest';

/** An editor that listens: it gets one call. */
export interface ListeningEditor extends TestRegistration {
	/** Signs the call. */
	readonly tokenId: string;
}

/** Editors that listen, one a flow at most. */
export interface TestRegister {
	put(flow: string, editor: ListeningEditor): void;
	get(flow: string): ListeningEditor | undefined;
	remove(flow: string): void;
	/** The editor that gets this call; it gets no other. */
	take(flow: string, call: Call): ListeningEditor | undefined;
}

/** @param lifetimeMs how long an editor listens at most */
export function createTestRegister(lifetimeMs = TEST_REGISTRATION_MS): TestRegister {
	const listening = new Map<string, { readonly editor: ListeningEditor; readonly until: number }>();

	const get = (flow: string): ListeningEditor | undefined => {
		const entry = listening.get(flow);
		if (entry && entry.until > Date.now()) return entry.editor;
		listening.delete(flow);
		return undefined;
	};

	return {
		put: (flow, editor) => void listening.set(flow, { editor, until: Date.now() + lifetimeMs }),
		get,
		remove: (flow) => void listening.delete(flow),
		take(flow, call) {
			const editor = get(flow);
			if (!editor || !(editor.anyNextCall || isTestCaller(editor, call))) return undefined;
			listening.delete(flow);
			return editor;
		},
	};
}

function isTestCaller({ callers }: ListeningEditor, call: Call): boolean {
	const numbers = [call.callerIdNumber, call.from].map(bare).filter((number) => number !== '');
	return callers.map(bare).some((caller) => numbers.includes(caller));
}

/** People write a number with spaces, brackets and hyphens; the switch with or without its plus. */
function bare(number: string): string {
	return number.replace(/[\s()./-]/g, '').replace(/^\+/, '');
}
