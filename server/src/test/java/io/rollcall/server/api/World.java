package io.rollcall.server.api;

import static io.restassured.RestAssured.given;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.rollcall.application.organization.FoundOrganization;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.PasswordHasher;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.EffectiveAccess;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Organizations with people to ask as. Members come in through the ports, as a directory or an
 * invitation would bring them; they sign in over HTTP.
 */
@ApplicationScoped
public class World {
  static final String PASSWORD = "correct horse battery";

  private static final Map<String, Company> SHARED = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final UserRepository users;
  private final OrganizationRepository organizations;
  private final FoundOrganization found;
  private final IdSource ids;
  private final InstantSource clock;
  private final PasswordHash password;

  World(
      UserRepository users,
      OrganizationRepository organizations,
      FoundOrganization found,
      IdSource ids,
      InstantSource clock,
      PasswordHasher hasher) {
    this.users = users;
    this.organizations = organizations;
    this.found = found;
    this.ids = ids;
    this.clock = clock;
    this.password = hasher.hash(Secret.of(PASSWORD));
  }

  /**
   * @param session the value of the cookie
   */
  record Person(long id, String email, String session) {
    RequestSpecification asks() {
      return given().cookie("rollcall_session", session);
    }

    RequestSpecification sends(Object body) {
      return asks().contentType(ContentType.JSON).body(body);
    }
  }

  /** One organization with a member of every role. */
  record Company(long id, String title, Map<Actor, Person> people) {
    Person owner() {
      return as(Actor.OW);
    }

    Person as(Actor actor) {
      return people.get(actor);
    }

    /** How many belong to it at first: the owner asks in two ways. */
    int size() {
      return (int) people.values().stream().map(Person::id).distinct().count();
    }

    String path() {
      return "/api/organizations/" + id;
    }
  }

  Company company(String title) {
    var owner = account(title + " owner");
    var id = found.execute(owner, title);
    var people = new EnumMap<Actor, Person>(Actor.class);
    for (var actor : Actor.values()) {
      var role = actor.role();
      if (role == Role.OWNER) {
        people.put(actor, signIn(owner));
      } else if (role != null) {
        people.put(actor, signIn(member(id, owner, title + " " + actor, role)));
      }
    }
    return new Company(id.value(), title, people);
  }

  /**
   * The same company every time, for tests that only look, or look at what they made themselves.
   */
  Company shared() {
    return SHARED.computeIfAbsent("shared", key -> company("Shared"));
  }

  /** An organization with an owner alone. */
  Company small(String title) {
    var owner = account(title + " owner");
    var id = found.execute(owner, title);
    return new Company(id.value(), title, Map.of(Actor.OW, signIn(owner)));
  }

  /** One member more, who does not sign in. */
  long member(Company company, String name, Role role) {
    return member(new OrganizationId(company.id()), new UserId(company.owner().id()), name, role)
        .value();
  }

  /** An account that belongs nowhere. */
  UserId account(String name) {
    var id = ids.nextUser();
    var email = email(name);
    var profile = new User.Profile(email, name, "Tester", "");
    var user = new User(id, EmailAddress.parse(email).orElseThrow(), profile, null, null, now());
    QuarkusTransaction.requiringNew().run(() -> users.add(user, password));
    return id;
  }

  Person signIn(UserId user) {
    var email =
        QuarkusTransaction.requiringNew()
            .call(() -> users.find(user).orElseThrow().email().value());
    return new Person(user.value(), email, session(email));
  }

  /** A fresh session. */
  static String session(String email) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", PASSWORD))
        .post("/api/auth/login")
        .then()
        .statusCode(200)
        .extract()
        .cookie("rollcall_session");
  }

  static String email(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", ".")
        + "."
        + COUNTER.incrementAndGet()
        + "@example.com";
  }

  UserId member(OrganizationId organization, UserId owner, String name, Role role) {
    var user = account(name);
    join(organization, owner, user, role);
    return user;
  }

  void join(OrganizationId organization, UserId owner, UserId user, @Nullable Role role) {
    var fresh =
        new Membership(
            ids.nextMembership(),
            organization,
            user,
            AccessFacts.NONE,
            EffectiveAccess.NONE,
            false,
            now(),
            now(),
            null,
            0);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var slice =
                  organizations.lock(
                      organization,
                      List.of(owner, user),
                      new Occasion(now(), new Recorder.ByUser(owner)));
              slice.join(fresh, List.of(), "joined");
              if (role != null && role != Role.NOT_ACTIVATED) {
                slice.changeRole(owner, user, role);
              }
              organizations.save(slice);
            });
  }

  private java.time.Instant now() {
    return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }
}
