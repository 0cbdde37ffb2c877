#!/usr/bin/env node
/* The command `kazoo-pivot`. Loads the rest only where it can run: an old Node gets a sentence, not a stack. */
const NEEDED_NODE = 24;
const given = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < NEEDED_NODE) {
	process.stderr.write(
		`kazoo-pivot needs Node ${NEEDED_NODE} or newer; this is Node ${process.versions.node}. ` +
		`Go on with: npx -p node@${NEEDED_NODE} -p kazoo-pivot kazoo-pivot ${given.join(' ')}\n`,
	);
	process.exitCode = 1;
} else {
	import('./commandLine')
		.then(async ({ runCommand }) => {
			process.exitCode = await runCommand(given);
		})
		.catch((error: unknown) => {
			process.stderr.write(`kazoo-pivot failed: ${error instanceof Error ? error.message : String(error)}\n`);
			process.exitCode = 1;
		});
}
