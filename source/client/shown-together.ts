import { Shown } from '../view/shown.ts';

/** What changes in one turn is drawn together: a stage and the `you` that belongs to it mostly arrive so. */
export class ShownTogether<Snapshot extends object> extends Shown<Snapshot> {
  #isNotifying = false;

  protected override notify(): void {
    if (this.#isNotifying) return;
    this.#isNotifying = true;
    queueMicrotask(() => {
      this.#isNotifying = false;
      super.notify();
    });
  }
}
