const KEY = "hoaParkingChime";
const NOTES_HZ = [880, 1174.7] as const;
const NOTE_S = 0.18;
const LOUDNESS = 0.12;

/** Two soft notes, for those who switched them on; remembered on this device. */
export class Chime {
  #context: AudioContext | undefined;
  #on: boolean;

  constructor(private readonly shelf: Storage = localStorage) {
    this.#on = shelf.getItem(KEY) === "on";
  }

  get on(): boolean {
    return this.#on;
  }

  /** A browser lets a page sound only after a tap; this is called by one. */
  set(on: boolean): void {
    this.#on = on;
    this.shelf.setItem(KEY, on ? "on" : "off");
    if (on) this.play();
  }

  play(): void {
    if (!this.#on || typeof AudioContext === "undefined") return;
    this.#context ??= new AudioContext();
    void this.#context.resume();
    const start = this.#context.currentTime;
    for (const [index, pitch] of NOTES_HZ.entries()) this.#note(this.#context, pitch, start + index * NOTE_S);
  }

  #note(context: AudioContext, pitch: number, at: number): void {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(LOUDNESS, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S * 2);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + NOTE_S * 2);
  }
}
