import type { JsonObject } from '../../pivot/json';
import { ANY_KEY, playTo, type Prompt } from '../call/listening';
import { goOn } from '../executor/step';
import type { Behaviour } from './behaviour';
import { flagIn, numberIn, objectsIn, textIn, textsIn } from './data';

/** How long a synthetic voice needs for a character, in ms. */
const MS_PER_CHARACTER = 65;
/** How long media lasts of which nothing is known, in ms. */
const UNKNOWN_MEDIA_MS = 5_000;

/** ms it takes to say a text. */
export function spokenMs(text: string): number {
	return Math.max(800, text.length * MS_PER_CHARACTER);
}

function mediaMs(id: string, known: Readonly<Record<string, number>> | undefined): number {
	const silence = /^silence_stream:\/\/(\d+)/.exec(id);
	return known?.[id] ?? (silence?.[1] === undefined ? UNKNOWN_MEDIA_MS : Number(silence[1]));
}

/** Says a text. Any key stops it unless `terminators` says otherwise. */
export const tts: Behaviour = async ({ call, data }) => {
	call.answer();
	const text = textIn(data, 'text') ?? '';
	await playTo(call, {
		what: 'speech', text, ms: spokenMs(text), terminators: textsIn(data, 'terminators') ?? ANY_KEY, endless: flagIn(data, 'endless_playback'),
	});
	return goOn();
};

/** Plays media. Without an id nothing happens; `answer: false` plays it as early media. */
export const play: Behaviour = async ({ call, data }) => {
	const id = textIn(data, 'id');
	if (id === undefined) return goOn('there is nothing to play');
	if (data['answer'] !== false) call.answer();
	const ms = mediaMs(id, call.account.mediaMs) * (numberIn(data, 'loop_count') ?? 1);
	await playTo(call, {
		what: 'media', text: id, ms, terminators: textsIn(data, 'terminators') ?? ANY_KEY, endless: flagIn(data, 'endless_playback'),
	});
	return goOn();
};

/** Plays a sequence, without answering; a key stops all of it. */
export const audioMacro: Behaviour = async ({ call, data }) => {
	const parts = objectsIn(data, 'macros').map((macro) => macroPrompt(macro, call.account.mediaMs));
	if (parts.length === 0) return goOn('there is nothing to play');
	await playTo(call, {
		what: 'media',
		text: parts.map((part) => part.text).join(' · '),
		ms: parts.reduce((sum, part) => sum + part.ms, 0),
		terminators: textsIn(data, 'terminators') ?? ANY_KEY,
	});
	return goOn();
};

function macroPrompt(macro: JsonObject, known: Readonly<Record<string, number>> | undefined): Pick<Prompt, 'text' | 'ms'> {
	const text = textIn(macro, 'text');
	if (text !== undefined) return { text, ms: spokenMs(text) };
	const id = textIn(macro, 'id');
	if (id !== undefined) return { text: id, ms: mediaMs(id, known) };
	return { text: 'a tone', ms: toneMs(macro) };
}

function toneMs(tone: JsonObject): number {
	const once = (numberIn(tone, 'duration_on') ?? 500) + (numberIn(tone, 'duration_off') ?? 0);
	return once * Math.max(1, numberIn(tone, 'repeat') ?? 1);
}

/** K5: plays tones. */
export const tones: Behaviour = async ({ call, data }) => {
	const list = objectsIn(data, 'tones');
	if (list.length === 0) return goOn('there are no tones to play');
	call.answer();
	await call.hear('tone', list.length === 1 ? 'a tone' : `${list.length} tones`, list.reduce((sum, tone) => sum + toneMs(tone), 0));
	return goOn();
};

export const language: Behaviour = ({ call, data }) => {
	const chosen = textIn(data, 'language');
	if (chosen === undefined) return goOn();
	call.change({ language: chosen }, `language is now ${chosen}`);
	return goOn();
};

/** K5: starts or stops speech recognition, which the flow does not wait for. */
export const detectSpeech: Behaviour = ({ call, data }) => {
	call.announce('event', `speech recognition: ${textIn(data, 'action') ?? 'start'}`);
	return goOn();
};
