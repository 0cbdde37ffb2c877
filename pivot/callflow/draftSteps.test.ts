import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT } from './draft';
import { addStep, DraftError, fillPlaces, mergeDrafts, openBranches } from './draftSteps';

const menu = () => addStep(EMPTY_DRAFT, { module: 'menu', data: { id: 'm1' } }, 'Main menu');
const branches = () => {
	const [one, two, late] = openBranches(menu(), ['1', '2', 'timeout']);
	if (!one || !two || !late) throw new Error('three keys must open three branches');
	return { one, two, late };
};
const say = (text: string) => ({ module: 'tts', data: { text } });

describe('a callflow under construction', () => {
	it('grows step by step along the default child', () => {
		const draft = addStep(addStep(EMPTY_DRAFT, say('hello'), 'Greet'), { module: 'hangup', data: {} }, 'End');
		expect(draft.tree).toEqual({
			module: 'tts', data: { text: 'hello' },
			children: { _: { module: 'hangup', data: {}, children: {} } },
		});
		expect(draft.at).toEqual(['_', '_']);
	});

	it('puts a step where it runs when the step before fails in a named way', () => {
		const [busy] = openBranches(addStep(EMPTY_DRAFT, { module: 'device', data: {} }, 'Ring'), ['USER_BUSY']);
		expect(Object.keys(addStep(busy ?? EMPTY_DRAFT, say('busy'), 'Sorry').tree?.children ?? {})).toEqual(['USER_BUSY']);
	});

	it('does not change the draft it was given', () => {
		const before = menu();
		const copy = structuredClone(before);
		addStep(before, say('x'), 'Say');
		openBranches(before, ['1']);
		expect(before).toEqual(copy);
	});

	it('names both steps when two want one place', () => {
		const first = addStep(menu(), say('a'), 'First');
		expect(() => addStep({ ...first, at: ['_'] }, say('b'), 'Second')).toThrow(DraftError);
		expect(() => addStep({ ...first, at: ['_'] }, say('b'), 'Second')).toThrow(/“Second”.*“First”/);
	});

	it('refuses branches before the first step', () => {
		expect(() => openBranches(EMPTY_DRAFT, ['1'])).toThrow(/draw one first/);
	});

	it('keeps child keys that look like object internals', () => {
		const [odd] = openBranches(menu(), ['__proto__']);
		expect(Object.keys(addStep(odd ?? EMPTY_DRAFT, say('x'), 'Say').tree?.children ?? {})).toEqual(['__proto__']);
	});
});

describe('merging what the branches drew', () => {
	it('is complete when every opened branch has arrived', () => {
		const { one, two, late } = branches();
		const merged = mergeDrafts([addStep(one, say('one'), 'One'), addStep(two, say('two'), 'Two'), addStep(late, say('late'), 'Late')]);
		expect(merged.openPlaces).toEqual([]);
		expect(merged.conflicts).toEqual([]);
		expect(Object.keys(merged.tree?.children ?? {})).toEqual(['1', '2', 'timeout']);
	});

	it('names the branches that are still open', () => {
		const { one } = branches();
		expect(mergeDrafts([addStep(one, say('one'), 'One')]).openPlaces).toEqual([['2'], ['timeout']]);
	});

	it('counts a branch that drew nothing as arrived', () => {
		const { one, two, late } = branches();
		expect(mergeDrafts([one, two, late]).openPlaces).toEqual([]);
	});

	it('reports two different steps at one place, naming both', () => {
		const { one } = branches();
		const merged = mergeDrafts([addStep(one, say('a'), 'Left'), addStep(one, say('b'), 'Right')]);
		expect(merged.conflicts).toEqual([{ place: ['1'], first: '“Left” (tts)', second: '“Right” (tts)' }]);
	});

	it('sees no conflict in equal data written in another order', () => {
		const left = addStep(EMPTY_DRAFT, { module: 'tts', data: { text: 'x', voice: 'male' } }, 'Say');
		const right = addStep(EMPTY_DRAFT, { module: 'tts', data: { voice: 'male', text: 'x' } }, 'Say');
		expect(mergeDrafts([left, right]).conflicts).toEqual([]);
	});

	it('does not care about order or repetition', () => {
		const { one, two, late } = branches();
		const inner = addStep(two, { module: 'device', data: {} }, 'Ring');
		const [noAnswer, other] = openBranches(inner, ['NO_ANSWER', '_']);
		if (!noAnswer || !other) throw new Error('two keys must open two branches');
		const drafts = [addStep(one, say('one'), 'One'), late, addStep(noAnswer, say('nobody'), 'Nobody'), other];
		const expected = mergeDrafts(drafts);
		expect(expected.openPlaces).toEqual([]);
		fc.assert(fc.property(fc.array(fc.constantFrom(...drafts)), fc.shuffledSubarray(drafts, { minLength: 4 }), (extra, order) => {
			const merged = mergeDrafts([...order, ...extra]);
			expect(merged).toEqual(expected);
		}));
	});

	it('fills the places left open, and only those', () => {
		const { one } = branches();
		const merged = mergeDrafts([addStep(one, say('one'), 'One')]);
		if (!merged.tree) throw new Error('a step was drawn');
		const filled = fillPlaces(merged.tree, merged.openPlaces, { module: 'hangup', data: {} });
		expect(filled.children?.['1']?.module).toBe('tts');
		expect(filled.children?.['2']?.module).toBe('hangup');
		expect(filled.children?.['timeout']?.module).toBe('hangup');
	});
});
