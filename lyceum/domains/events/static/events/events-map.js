// <events-map data-outlines="…json" data-leaflet="…js" data-topojson="…js" data-label="Map…" hidden></events-map>
// The cards of the list on a map: outlines of countries that this site holds itself, no tiles of others. Each city is
// named once; a point leads to its card. Whoever has no map has the list.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// A coast that crosses the date line goes on beyond 180°, instead of back across the whole map.
function unrolled(ring) {
  ring.reduce((before, place) => {
    place[0] += Math.round((before[0] - place[0]) / 360) * 360;
    return place;
  });
}

class EventsMap extends HTMLElement {
  async connectedCallback() {
    const cards = [...document.querySelectorAll("#found .event-card[data-latitude]")];
    if (!cards.length) return;
    this.hidden = false;
    await Promise.all([import(this.dataset.leaflet), import(this.dataset.topojson)]);
    if (!this.isConnected) return;
    this.draw(globalThis.leaflet, cards);
    const answer = await fetch(this.dataset.outlines);
    if (answer.ok && this.isConnected) this.outline(globalThis.leaflet, await answer.json());
  }

  disconnectedCallback() {
    this.map?.remove();
  }

  draw(leaflet, cards) {
    const [plus, minus] = [...this.querySelectorAll("template")].map((one) => one.innerHTML);
    this.map = leaflet.map(this, {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false, maxZoom: 12, minZoom: this.clientWidth < 500 ? 1 : 2,
      renderer: leaflet.svg({ padding: 0 }), // what is drawn beyond the edge would lie over the page beside it
    });
    const words = { zoomInText: plus, zoomOutText: minus, zoomInTitle: this.dataset.nearer, zoomOutTitle: this.dataset.farther };
    leaflet.control.zoom(words).addTo(this.map);
    this.map.getContainer().setAttribute("role", "region");
    this.map.getContainer().setAttribute("aria-label", this.dataset.label);
    const points = cards.map((card) => [Number(card.dataset.latitude), Number(card.dataset.longitude)]);
    const here = this.dataset.here?.split(",").map(Number);
    this.map.fitBounds(here ? [...points, here] : points, { padding: [28, 28], maxZoom: 9 });
    cards.forEach((card, at) => this.mark(leaflet, card, points[at]));
    this.nameCities(leaflet, cards, points);
    if (here) leaflet.circleMarker(here, { radius: 6, color: colour("--color-warning"), fillOpacity: 1 }).addTo(this.map);
  }

  mark(leaflet, card, point) {
    const link = card.querySelector("a");
    const style = { radius: 7, weight: 2, color: colour("--color-base-100"), fillColor: colour("--color-primary"), fillOpacity: 1 };
    const marker = leaflet.circleMarker(point, style).addTo(this.map);
    marker.bindTooltip(link.textContent).on("click", () => {
      card.scrollIntoView({ block: "center" });
      link.focus({ preventScroll: true });
    });
  }

  nameCities(leaflet, cards, points) {
    const named = new Map(cards.map((card, at) => [card.dataset.city, points[at]]));
    named.delete("");
    const signs = [...named].map(([city, point]) => {
      const sign = document.createElement("span");
      sign.dataset.city = city;
      const icon = leaflet.divIcon({ html: sign, className: "map-city", iconSize: null });
      leaflet.marker(point, { icon, interactive: false, keyboard: false }).addTo(this.map);
      return { sign, point, width: city.length * 7 + 24 };
    });
    const spread = () => this.spread(signs);
    this.map.on("zoomend resize", spread);
    spread();
  }

  // A name that would lie over another is left out until one comes nearer.
  spread(signs) {
    const taken = [];
    for (const { sign, point, width } of signs) {
      const { x, y } = this.map.latLngToContainerPoint(point);
      const isFree = taken.every((other) => Math.abs(other.y - y) > 18 || other.x + other.width < x || x + width < other.x);
      sign.hidden = !isFree;
      if (isFree) taken.push({ x, y, width });
    }
  }

  outline(leaflet, atlas) {
    const countries = globalThis.topojson.feature(atlas, atlas.objects.countries);
    for (const { geometry } of countries.features) {
      if (geometry.type === "Polygon") geometry.coordinates.forEach(unrolled);
      else geometry.coordinates.forEach((polygon) => polygon.forEach(unrolled));
    }
    const style = { color: colour("--color-base-300"), weight: 1, fillColor: colour("--color-base-100"), fillOpacity: 1 };
    leaflet.geoJSON(countries, { style, interactive: false }).addTo(this.map).bringToBack();
  }
}

customElements.define("events-map", EventsMap);
