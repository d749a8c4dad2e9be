// <div role="meter"><i></i>×10</div>: how loud the microphone hears one, some ten times a second.
export class Loudness {
  constructor(meter) {
    this.meter = meter;
    this.marks = [...meter.children];
  }

  follow(track) {
    this.stop();
    if (!track) return;
    this.context = new AudioContext();
    const analyser = this.context.createAnalyser();
    analyser.fftSize = 512;
    this.context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    this.timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      this.show(track.enabled ? levelOf(samples) : 0);
    }, 100);
  }

  show(level) {
    this.meter.setAttribute("aria-valuenow", level);
    this.marks.forEach((mark, place) => mark.toggleAttribute("data-on", place < level));
  }

  stop() {
    clearInterval(this.timer);
    this.context?.close();
    this.context = undefined;
    this.show(0);
  }
}

// 0 to 10, from samples around 128; speech at arm's length lies about the middle.
export function levelOf(samples) {
  const power = samples.reduce((sum, sample) => sum + (sample - 128) ** 2, 0) / samples.length;
  const decibels = 20 * Math.log10(Math.sqrt(power) / 128 + 1e-6);
  return Math.max(0, Math.min(10, Math.round((decibels + 55) / 4.5)));
}
