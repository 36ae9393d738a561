package io.rollcall.saml;

import java.io.InputStream;
import java.io.Reader;
import java.util.Arrays;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Whether a document is the metadata of a SAML 2.0 identity provider (SAML 2.0 Metadata, sections
 * 2.3 and 2.4). A document type, and with it every entity, is refused before it could do anything.
 */
final class MetadataDocument {
  private static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
  private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
  private static final int DEEPEST = 50;
  private static final String NO_XML = "It is no XML that can be read.";

  private MetadataDocument() {}

  /** What is wrong with it, in a sentence; nothing when it is right. */
  static Optional<String> problem(InputStream document) {
    try {
      return problem(factory().createXMLStreamReader(document));
    } catch (XMLStreamException unreadable) {
      return Optional.of(NO_XML);
    }
  }

  static Optional<String> problem(Reader document) {
    try {
      return problem(factory().createXMLStreamReader(document));
    } catch (XMLStreamException unreadable) {
      return Optional.of(NO_XML);
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is looked up");
        });
    return factory;
  }

  private static Optional<String> problem(XMLStreamReader document) throws XMLStreamException {
    var found = new Found();
    int depth = 0;
    while (document.hasNext()) {
      switch (document.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
          return Optional.of("It declares a document type, which metadata never does.");
        }
        case XMLStreamConstants.START_ELEMENT -> {
          if (depth == DEEPEST) {
            return Optional.of("Its elements are nested too deeply.");
          }
          found.begin(document, depth);
          depth++;
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
    return found.problem();
  }

  /** What was seen of it so far. */
  private static final class Found {
    private boolean isMetadata;
    private boolean hasName;
    private boolean speaksSaml2;
    private boolean hasSignOn;

    void begin(XMLStreamReader element, int depth) {
      if (!METADATA.equals(element.getNamespaceURI())) {
        return;
      }
      switch (element.getLocalName()) {
        case "EntitiesDescriptor" -> isMetadata |= depth == 0;
        case "EntityDescriptor" -> {
          isMetadata |= depth == 0;
          hasName |= hasText(element.getAttributeValue(null, "entityID"));
        }
        case "IDPSSODescriptor" ->
            speaksSaml2 |= names(element.getAttributeValue(null, "protocolSupportEnumeration"));
        case "SingleSignOnService" ->
            hasSignOn |= hasText(element.getAttributeValue(null, "Location"));
        default -> {}
      }
    }

    private static boolean names(@Nullable String protocols) {
      return protocols != null && Arrays.asList(protocols.split("\\s+")).contains(PROTOCOL);
    }

    private static boolean hasText(@Nullable String value) {
      return value != null && !value.isBlank();
    }

    Optional<String> problem() {
      if (!isMetadata) {
        return Optional.of("It is no SAML 2.0 metadata: no EntityDescriptor at its root.");
      }
      if (!hasName) {
        return Optional.of("Its EntityDescriptor has no entityID.");
      }
      if (!speaksSaml2) {
        return Optional.of("It describes no identity provider that speaks SAML 2.0.");
      }
      return hasSignOn
          ? Optional.empty()
          : Optional.of("It names no address to sign in at (SingleSignOnService).");
    }
  }
}
