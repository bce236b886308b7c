/** What is told of a secret: never its value. */
export interface SecretInfo {
  name: string;
  /** Where it may be sent: hosts, addresses, or `stdio:name`. */
  hosts: string[];
  /** Of the value; null where it is too short to show any of it. */
  lastFour: string | null;
  createdAt: string;
  rotatedAt: string | null;
}
