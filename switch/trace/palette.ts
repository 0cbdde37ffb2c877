/** Wraps a text in what makes it stand out. */
export type Paint = (text: string) => string;

/** The few colours of a trace. */
export interface Palette {
	readonly strong: Paint;
	readonly dim: Paint;
	readonly good: Paint;
	readonly bad: Paint;
	readonly heard: Paint;
	readonly keys: Paint;
}

const plain: Paint = (text) => text;

/** For files, pipes and people without colours. */
export const PLAIN: Palette = { strong: plain, dim: plain, good: plain, bad: plain, heard: plain, keys: plain };

/** For a terminal. */
export const COLOURED: Palette = {
	strong: ansi(1, 22), dim: ansi(2, 22), good: ansi(32, 39), bad: ansi(31, 39), heard: ansi(36, 39), keys: ansi(33, 39),
};

function ansi(on: number, off: number): Paint {
	return (text) => `\u001b[${on}m${text}\u001b[${off}m`;
}
