/** The maximum length of a title, in characters. */
export const MAX_TITLE_LENGTH = 100;

/** The maximum length of a description, in characters. */
export const MAX_DESCRIPTION_LENGTH = 300;

/** The maximum number of questions in a quiz. */
export const MAX_QUESTIONS = 1000;

/** The maximum number of teams in a game. */
export const MAX_TEAMS = 8;

/** The maximum lengths of a question's text, its code, and the name of the code's language, in characters. */
export const MAX_QUESTION_LENGTH = 600;
export const MAX_CODE_LENGTH = 4000;
export const MAX_LANGUAGE_LENGTH = 30;

/** The maximum length of an explanation, in characters. */
export const MAX_EXPLANATION_LENGTH = 600;

/** The maximum number of options or items. */
export const MAX_OPTIONS = 8;

/** The maximum length of an option or item, in characters. */
export const MAX_OPTION_LENGTH = 240;

/** The maximum length of an answer, in code points, like all lengths in a quiz file. */
export const MAX_ANSWER_LENGTH = 100;

/** The maximum length of a unit, in characters. */
export const MAX_UNIT_LENGTH = 20;
