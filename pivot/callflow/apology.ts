import type { CallflowNode } from './callflow';

/** What the caller hears when nobody else answers: language code, as the switch writes it, and text. */
const APOLOGIES = {
	'en-us': 'We are sorry, your call cannot be handled right now. Please try again in a few minutes.',
	'en-gb': 'We are sorry, your call cannot be handled right now. Please try again in a few minutes.',
	'de-de': 'Es tut uns leid, wir können Ihren Anruf gerade nicht annehmen. Bitte versuchen Sie es in einigen Minuten noch einmal.',
	'fr-fr': 'Nous sommes désolés, nous ne pouvons pas traiter votre appel pour le moment. Veuillez rappeler dans quelques minutes.',
	'es-es': 'Lo sentimos, en este momento no podemos atender su llamada. Por favor, inténtelo de nuevo en unos minutos.',
	'it-it': 'Ci dispiace, al momento non possiamo gestire la sua chiamata. La preghiamo di riprovare tra qualche minuto.',
	'nl-nl': 'Het spijt ons, we kunnen uw gesprek op dit moment niet aannemen. Probeert u het over enkele minuten opnieuw.',
	'pt-pt': 'Lamentamos, mas não podemos atender a sua chamada neste momento. Por favor, tente novamente dentro de alguns minutos.',
	'pt-br': 'Desculpe, não podemos atender sua ligação no momento. Por favor, tente novamente em alguns minutos.',
	'pl-pl': 'Przepraszamy, nie możemy teraz obsłużyć tego połączenia. Prosimy spróbować ponownie za kilka minut.',
	'sv-se': 'Vi kan tyvärr inte ta emot ditt samtal just nu. Försök gärna igen om några minuter.',
	'da-dk': 'Vi kan desværre ikke tage imod dit opkald lige nu. Prøv venligst igen om et par minutter.',
} as const;

type ApologyLanguage = keyof typeof APOLOGIES;

/** Languages the apology is written in, such as `en-us`. */
export const APOLOGY_LANGUAGES: readonly ApologyLanguage[] = ['en-us', 'en-gb', 'de-de', 'fr-fr', 'es-es', 'it-it', 'nl-nl', 'pt-pt', 'pt-br', 'pl-pl', 'sv-se', 'da-dk'];

/**
 * The callflow that serves a caller when no workflow does: it says so and lets the flow end, so that a flow that branched
 * here goes on (reference "kazoo-callflow-modules", plain stop).
 *
 * @param language such as `de`, `de-DE` or `de-at`: matched exactly, else by its first part, else `en-us`
 */
export function spokenApology(language: string): CallflowNode {
	const spoken = apologyLanguage(language);
	return { module: 'tts', data: { text: APOLOGIES[spoken], language: spoken }, children: {} };
}

function apologyLanguage(language: string): ApologyLanguage {
	const wanted = language.trim().toLowerCase().replace('_', '-');
	const family = wanted.split('-')[0];
	return (
		APOLOGY_LANGUAGES.find((known) => known === wanted) ?? APOLOGY_LANGUAGES.find((known) => known.split('-')[0] === family) ?? 'en-us'
	);
}
