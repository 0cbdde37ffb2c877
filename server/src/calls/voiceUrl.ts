import type { Flow } from '../flows/flow';

const VOICE_PATH = /^(?:https?:\/\/[^/?#]*)?\/pivot\/([^/?#]+)\/([^/?#]+)\/?(?=[?#]|$)/;

/** The address a switch asks for calls of a flow. */
export function voiceUrlOf(publicUrl: string, { name, key }: Pick<Flow, 'name' | 'key'>): string {
	return `${publicUrl}/pivot/${name}/${key}`;
}

/** Flow and key of a request target, undecoded; undefined when it is not the path of a voice URL. */
export function readVoiceTarget(target: string): { readonly flow: string; readonly key: string } | undefined {
	const match = VOICE_PATH.exec(target);
	return match?.[1] !== undefined && match[2] !== undefined ? { flow: match[1], key: match[2] } : undefined;
}

/** True for a target with scheme and host that is no URL, such as `http://[/pivot/…`: nobody can tell what it asks for. */
export function isUnreadable(target: string): boolean {
	return !target.startsWith('/') && target !== '*' && !URL.canParse(target);
}

/** A target, or the first line of a request, as it may be kept: without what stands where the key does. */
export function withoutKey(line: string): string {
	return line.replace(/(\/pivot\/[^/?#\s]+\/)[^/?#\s]+/, '$1•••');
}
