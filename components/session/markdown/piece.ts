/** A piece of code that has one colour. */
export interface Piece {
  text: string;
  className: string | undefined;
}
