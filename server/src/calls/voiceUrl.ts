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

/** The target as it may be kept: without the key. */
export function withoutKey(target: string): string {
	const voice = readVoiceTarget(target);
	return voice ? target.replace(`/${voice.key}`, '/•••') : target;
}
