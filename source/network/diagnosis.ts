/** What a failure means and what to try, each in a sentence or two for who wants to play. */
export interface Diagnosis {
  readonly meaning: string;
  readonly advice: string;
}
