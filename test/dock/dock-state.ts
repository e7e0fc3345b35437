/** What the dock's page draws. */
export interface DockState {
  readonly screens: { readonly kiosk: string; readonly counter: string; readonly board: string };
  readonly hint: string;
  /** Pages that open beside the dock. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly citizens: readonly {
    readonly id: string;
    readonly label: string;
    readonly isPlaced: boolean;
    readonly isCopyPlaced: boolean;
  }[];
  readonly machines: readonly {
    readonly label: string;
    readonly actions: readonly { readonly what: string; readonly label: string; readonly isOn: boolean }[];
  }[];
  /** Pictures of the last papers, newest first. */
  readonly papers: readonly string[];
}
