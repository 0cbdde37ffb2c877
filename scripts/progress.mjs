/**
 * Prints one line for a step and how long it took: `Building the community package… 4 s`. On a terminal the
 * seconds count up; elsewhere the line is finished when the step is.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
	const terminal = process.stdout.isTTY;
	const started = Date.now();
	const seconds = () => `${String(Math.round((Date.now() - started) / 1000))} s`;
	process.stdout.write(`${title}… `);
	const timer = setInterval(
		() => {
			process.stdout.write(terminal ? `\r${title}… ${seconds()}` : `${seconds()}… `);
		},
		terminal ? 1000 : 20_000,
	);
	try {
		const result = await work();
		process.stdout.write(terminal ? `\r${title}… ${seconds()}\n` : `${seconds()}\n`);
		return result;
	} catch (error) {
		process.stdout.write(terminal ? `\r${title}… failed after ${seconds()}\n` : `failed after ${seconds()}\n`);
		throw error;
	} finally {
		clearInterval(timer);
	}
}
